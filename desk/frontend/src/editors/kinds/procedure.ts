import { chips, date, line, lines, number, procedures, reasons, rows, select, text, checks, group, type Section } from "../fields/field.ts";
import { comparedParts, fieldChoices } from "./words.ts";

/** Shared by all records that have a source and dates. */
export const SOURCE_AND_DATES: Section = {
  title: "Nguồn và ngày",
  intro: "Câu trả lời nào cũng ghi nguồn. Hết hiệu lực thì máy thôi trả lời như điều chắc chắn.",
  fields: [
    group("source", "Nguồn", {
      term: "nguồn",
      fields: [line("title", "Tên nguồn", { isNeeded: true, width: 6, hint: "Như “Cổng Dịch vụ công quốc gia”, hoặc số quyết định." }), line("url", "Đường dẫn", { width: 6, inputMode: "url" })],
    }),
    date("as_of", "Cập nhật đến ngày", { isNeeded: true, width: 6 }),
    date("review_by", "Xem lại trước ngày", { width: 6, hint: "Đến ngày này mục vào danh sách cần xem lại." }),
    date("effective_from", "Có hiệu lực từ", { width: 6 }),
    date("effective_to", "Có hiệu lực đến", { width: 6, hint: "Ngày cuối cùng còn áp dụng; hôm sau là hết hiệu lực." }),
  ],
};

const FEES = rows("fees", "Phí, lệ phí", {
  one: "Khoản thu",
  look: "table",
  hint: "Miễn phí thì ghi số tiền là 0.",
  fields: [
    select("kind", "Loại", { choices: fieldChoices.fees, width: 2 }),
    number("amount_vnd", "Số tiền", { unit: "đ", width: 3 }),
    text("per", "Tính theo", { rows: 1, width: 3 }),
    text("note", "Ghi chú", { rows: 1, width: 4 }),
  ],
});

const METHODS = rows("submission_methods", "Cách thức nộp, thời hạn, phí", {
  one: "Cách nộp",
  term: "cách thức nộp",
  look: "cards",
  fields: [
    select("kind", "Hình thức nộp", { choices: fieldChoices.submission, width: 6 }),
    line("case", "Trường hợp", { width: 6, hint: "Để trống nếu chung cho mọi trường hợp." }),
    group("processing_time", "Thời hạn giải quyết", {
      isOptional: true,
      fields: [
        number("amount", "Số", { width: 2 }),
        select("unit", "Đơn vị", { choices: fieldChoices.units, none: "chưa ghi", width: 4 }),
        text("note", "Ghi chú thời hạn", { rows: 1, width: 6 }),
      ],
    }),
    FEES,
    text("note", "Ghi chú về cách nộp", { rows: 2 }),
  ],
});

const DOCUMENTS = rows("required_documents", "Thành phần hồ sơ", {
  one: "Trường hợp",
  look: "cards",
  fields: [
    line("case", "Tên trường hợp", { hint: "Để trống nếu ai cũng phải nộp." }),
    rows("documents", "Giấy tờ", {
      one: "Giấy tờ",
      look: "table",
      fields: [
        text("name", "Tên giấy tờ", { isNeeded: true, rows: 1, width: 5 }),
        number("originals", "Bản chính", { ifEmpty: 0, width: 2 }),
        number("copies", "Bản sao", { ifEmpty: 0, width: 2 }),
        text("form_template", "Mẫu đơn", { rows: 1, width: 3 }),
      ],
    }),
    lines("notes", "Lưu ý", { one: "Lưu ý" }),
  ],
});

export const procedureSections: readonly Section[] = [
  {
    title: "Thông tin chung",
    fields: [
      line("code", "Mã thủ tục", { isLocked: true, width: 4 }),
      line("sector", "Lĩnh vực", { isNeeded: true, width: 4 }),
      line("procedure_type", "Loại thủ tục", { width: 4 }),
      text("name", "Tên thủ tục", { isNeeded: true, rows: 2 }),
      chips("aliases", "Tên gọi thường ngày", { hint: "Người dân hay gọi thế nào. Gõ rồi bấm Enter." }),
      text("summary", "Tóm tắt"),
      checks("authority_levels", "Cấp thực hiện", { choices: fieldChoices.levels }),
      chips("applicant_types", "Đối tượng thực hiện"),
    ],
  },
  { title: "Nộp, phí, thời hạn", fields: [METHODS, line("online_url", "Đường dẫn nộp trực tuyến", { inputMode: "url", width: 6 }), select("online_level", "Mức độ trực tuyến", { choices: fieldChoices.online, none: "chưa ghi", width: 6 })] },
  { title: "Giấy tờ", fields: [DOCUMENTS, rows("form_templates", "Mẫu đơn, tờ khai", { one: "Mẫu", look: "table", fields: [line("name", "Tên mẫu", { isNeeded: true, width: 6 }), line("url", "Đường dẫn", { inputMode: "url", width: 6 })] })] },
  {
    title: "Trình tự, điều kiện, kết quả",
    fields: [lines("steps", "Trình tự thực hiện", { one: "Bước" }), lines("conditions", "Yêu cầu, điều kiện", { one: "Điều kiện" }), text("outcome", "Kết quả thực hiện", { rows: 2 })],
  },
  {
    title: "Cơ quan",
    fields: [
      text("implementing_agency", "Cơ quan thực hiện", { rows: 1, width: 6 }),
      text("competent_authority", "Cơ quan có thẩm quyền", { rows: 1, width: 6 }),
      text("coordinating_agencies", "Cơ quan phối hợp", { rows: 1, width: 6 }),
      text("intake_address", "Địa chỉ tiếp nhận hồ sơ", { rows: 1, width: 6 }),
    ],
  },
  {
    title: "Căn cứ pháp lý",
    fields: [
      rows("legal_bases", "Căn cứ pháp lý", {
        one: "Căn cứ",
        look: "table",
        fields: [
          text("document_number", "Số ký hiệu", { isNeeded: true, rows: 1, width: 4 }),
          text("summary", "Trích yếu", { rows: 1, width: 3 }),
          date("issued_on", "Ngày ban hành", { width: 3 }),
          text("issuer", "Cơ quan ban hành", { rows: 1, width: 2 }),
        ],
      }),
      line("decision_number", "Số quyết định công bố", { width: 6 }),
      line("issuer", "Cơ quan công bố", { width: 6 }),
    ],
  },
  { ...SOURCE_AND_DATES, fields: [...SOURCE_AND_DATES.fields, reasons("differences", "Khác với bản chính thức", { names: comparedParts, hint: "Phần nào khác bản trên Cổng Dịch vụ công, và vì sao." })] },
];

export const RELATED = procedures("related_procedures", "Thủ tục liên quan");
