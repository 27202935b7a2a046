import { chips, date, line, lines, number, procedures, reasons, rows, select, text, checks, group, type Section } from "../fields/field.ts";
import { fieldChoices } from "./words.ts";

/** Shared by all records that have a source and dates. */
export const SOURCE_AND_DATES: Section = {
  title: "Nguồn và ngày",
  intro: "Câu trả lời nào cũng ghi nguồn. Hết hiệu lực thì máy thôi trả lời như điều chắc chắn.",
  fields: [
    group("source", "Nguồn", {
      term: "nguồn",
      fields: [line("title", "Tên nguồn", { isNeeded: true, width: "half", hint: "Như “Cổng Dịch vụ công quốc gia”, hoặc số quyết định." }), line("url", "Đường dẫn", { width: "half", inputMode: "url" })],
    }),
    date("as_of", "Cập nhật đến ngày", { isNeeded: true, width: "half" }),
    date("review_by", "Xem lại trước ngày", { width: "half", hint: "Đến ngày này mục vào danh sách cần xem lại." }),
    date("effective_from", "Có hiệu lực từ", { width: "half" }),
    date("effective_to", "Hết hiệu lực sau ngày", { width: "half" }),
  ],
};

const FEES = rows("fees", "Phí, lệ phí", {
  one: "Khoản thu",
  look: "table",
  hint: "Miễn phí thì ghi số tiền là 0.",
  fields: [
    select("kind", "Loại", { choices: fieldChoices.fees, width: "third" }),
    number("amount_vnd", "Số tiền", { unit: "đ", width: "third" }),
    line("per", "Tính cho", { width: "third" }),
    line("note", "Ghi chú"),
  ],
});

const METHODS = rows("submission_methods", "Cách thức nộp", {
  one: "Cách nộp",
  look: "cards",
  fields: [
    select("kind", "Hình thức nộp", { choices: fieldChoices.submission, width: "half" }),
    line("case", "Trường hợp", { width: "half", hint: "Để trống nếu chung cho mọi trường hợp." }),
    group("processing_time", "Thời hạn giải quyết", {
      isOptional: true,
      fields: [
        number("amount", "Số", { width: "third" }),
        select("unit", "Đơn vị", { choices: fieldChoices.units, none: "chưa ghi", width: "third" }),
        line("note", "Ghi chú thời hạn", { width: "third" }),
      ],
    }),
    FEES,
    text("note", "Ghi chú về cách nộp", { rows: 2 }),
  ],
});

const DOCUMENTS = rows("required_documents", "Thành phần hồ sơ theo trường hợp", {
  one: "Trường hợp",
  look: "cards",
  term: "thành phần hồ sơ",
  fields: [
    line("case", "Tên trường hợp", { hint: "Để trống nếu ai cũng phải nộp." }),
    rows("documents", "Giấy tờ", {
      one: "Giấy tờ",
      look: "table",
      fields: [
        text("name", "Tên giấy tờ", { isNeeded: true, rows: 2 }),
        number("originals", "Bản chính", { width: "third" }),
        number("copies", "Bản sao", { width: "third" }),
        line("form_template", "Mẫu đơn", { width: "third" }),
      ],
    }),
    lines("notes", "Lưu ý", { one: "Lưu ý" }),
  ],
});

export const procedureSections: readonly Section[] = [
  {
    title: "Thông tin chung",
    fields: [
      line("code", "Mã thủ tục", { isLocked: true, width: "third" }),
      line("sector", "Lĩnh vực", { isNeeded: true, width: "third" }),
      line("procedure_type", "Loại thủ tục", { width: "third" }),
      text("name", "Tên thủ tục", { isNeeded: true, rows: 2 }),
      chips("aliases", "Tên gọi thường ngày", { hint: "Người dân hay gọi thế nào. Gõ rồi bấm Enter." }),
      text("summary", "Tóm tắt"),
      checks("authority_levels", "Cấp thực hiện", { choices: fieldChoices.levels }),
      chips("applicant_types", "Đối tượng thực hiện"),
    ],
  },
  { title: "Nộp, phí, thời hạn", fields: [METHODS, line("online_url", "Đường dẫn nộp trực tuyến", { inputMode: "url", width: "half" }), select("online_level", "Mức độ trực tuyến", { choices: fieldChoices.online, none: "chưa ghi", width: "half" })] },
  { title: "Giấy tờ", fields: [DOCUMENTS, rows("form_templates", "Mẫu đơn, tờ khai", { one: "Mẫu", look: "table", fields: [line("name", "Tên mẫu", { isNeeded: true, width: "half" }), line("url", "Đường dẫn tải", { inputMode: "url", width: "half" })] })] },
  {
    title: "Trình tự, điều kiện, kết quả",
    fields: [lines("steps", "Trình tự thực hiện", { one: "Bước" }), lines("conditions", "Yêu cầu, điều kiện", { one: "Điều kiện" }), text("outcome", "Kết quả thực hiện", { rows: 2 })],
  },
  {
    title: "Cơ quan",
    fields: [
      text("implementing_agency", "Cơ quan thực hiện", { rows: 1, width: "half" }),
      text("competent_authority", "Cơ quan có thẩm quyền", { rows: 1, width: "half" }),
      text("coordinating_agencies", "Cơ quan phối hợp", { rows: 1, width: "half" }),
      text("intake_address", "Địa chỉ tiếp nhận hồ sơ", { rows: 1, width: "half" }),
    ],
  },
  {
    title: "Căn cứ pháp lý",
    fields: [
      rows("legal_bases", "Căn cứ", {
        one: "Căn cứ",
        look: "table",
        term: "căn cứ pháp lý",
        fields: [
          line("document_number", "Số ký hiệu", { isNeeded: true, width: "third" }),
          date("issued_on", "Ngày ban hành", { width: "third" }),
          line("issuer", "Cơ quan ban hành", { width: "third" }),
          line("summary", "Trích yếu"),
        ],
      }),
      line("decision_number", "Số quyết định công bố", { width: "half" }),
      line("issuer", "Cơ quan công bố", { width: "half" }),
    ],
  },
  { ...SOURCE_AND_DATES, fields: [...SOURCE_AND_DATES.fields, reasons("differences", "Khác với bản chính thức", { hint: "Phần nào khác bản trên Cổng Dịch vụ công, và vì sao." })] },
];

export const RELATED = procedures("related_procedures", "Thủ tục liên quan");
