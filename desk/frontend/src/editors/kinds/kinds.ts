/** One description a kind: its form, and what a new one is asked first. */

import { sentenceNamed } from "../api/sentences.ts";
import { KINDS, type Kind, type RecordJson } from "../api/types.ts";
import { check, chips, group, line, lines, moment, procedure, rows, select, sentence, text, type Field, type Section } from "../fields/field.ts";
import { emptyOf } from "../fields/values.ts";
import { procedureSections, RELATED, SOURCE_AND_DATES } from "./procedure.ts";
import { slugOf } from "./slugs.ts";
import { fieldChoices, kindWords } from "./words.ts";

export interface KindDescription {
  sections: readonly Section[];
  /** Asked before there is a draft: what it is told apart by. */
  asks: readonly Field[];
  /** Of which of its fields the slug is made. */
  slugFrom?: string;
  /** What a new one begins with, by what was asked. */
  fill?: (asked: RecordJson) => RecordJson;
}

const SLUG = line("slug", "Mã mục", { isLocked: true, width: 6, hint: "Máy tự đặt từ tên." });
const code = (label: string): Field => procedure("code", label, { isLocked: true });

export const kinds: Record<Kind, KindDescription> = {
  procedure: {
    asks: [line("code", "Mã thủ tục", { isNeeded: true, hint: "Như 1.004873, lấy từ quyết định công bố." }), text("name", "Tên thủ tục", { isNeeded: true, rows: 2 })],
    sections: procedureSections,
  },
  faq: {
    asks: [text("question", "Câu hỏi", { isNeeded: true, rows: 2 })],
    slugFrom: "question",
    sections: [
      {
        title: "Câu hỏi và câu trả lời",
        fields: [
          text("question", "Câu hỏi", { isNeeded: true, rows: 2 }),
          chips("aliases", "Cách hỏi khác", { hint: "Người dân hay hỏi thế nào. Gõ rồi bấm Enter." }),
          text("answer", "Câu trả lời", { isNeeded: true, rows: 6, hint: "Câu ngắn, việc cần làm nói trước." }),
          line("topic", "Chủ đề", { isNeeded: true, width: 6 }),
          select("behaviour", "Máy làm gì", { choices: fieldChoices.behaviours, width: 6 }),
          RELATED,
          SLUG,
        ],
      },
      SOURCE_AND_DATES,
    ],
  },
  everyday_names: {
    asks: [procedure("code", "Thủ tục", { isNeeded: true })],
    sections: [
      {
        title: "Tên gọi thường ngày",
        fields: [
          code("Thủ tục"),
          chips("names", "Tên gọi thường ngày", { hint: "Cách gọi ngắn, như “giấy độc thân”. Gõ rồi bấm Enter." }),
          lines("questions", "Cả câu người dân hay nhắn", { one: "Câu" }),
        ],
      },
    ],
  },
  choice: {
    asks: [text("question", "Máy hỏi lại thế nào", { isNeeded: true, rows: 2 })],
    slugFrom: "question",
    sections: [
      {
        title: "Câu hỏi lại",
        fields: [
          text("question", "Máy hỏi lại thế nào", { isNeeded: true, rows: 2 }),
          chips("names", "Cách nói chung", { isNeeded: true, hint: "Những cách nói chưa rõ là thủ tục nào. Gõ rồi bấm Enter." }),
          lines("questions", "Cả câu người dân hay nhắn", { one: "Câu" }),
          rows("options", "Các lựa chọn", { one: "Lựa chọn", look: "table", isNeeded: true, hint: "Từ 2 đến 4.", fields: [procedure("code", "Thủ tục", { isNeeded: true, width: 6 }), text("label", "Nói cho người dân", { isNeeded: true, rows: 2, width: 6 })] }),
          SLUG,
        ],
      },
    ],
  },
  announcement: {
    asks: [line("title", "Tiêu đề", { isNeeded: true })],
    slugFrom: "title",
    sections: [
      {
        title: "Tin nóng",
        fields: [
          line("title", "Tiêu đề", { isNeeded: true, hint: "Hiện trên dải tin." }),
          text("text", "Nội dung", { isNeeded: true, rows: 5 }),
          moment("starts_at", "Bắt đầu", { isNeeded: true, width: 6 }),
          moment("ends_at", "Kết thúc", { isNeeded: true, width: 6 }),
          check("shows_banner", "Hiện dải tin trên khung chat", { hint: "Không hiện thì máy chỉ trả lời khi có người hỏi." }),
          chips("aliases", "Người dân hỏi thế nào", { hint: "Gõ rồi bấm Enter." }),
          group("source", "Nguồn", { fields: [line("title", "Tên nguồn", { isNeeded: true, width: 6 }), line("url", "Đường dẫn", { inputMode: "url", width: 6 })] }),
          SLUG,
        ],
      },
    ],
  },
  contact: {
    asks: [line("name", "Tên cơ quan, dịch vụ", { isNeeded: true })],
    slugFrom: "name",
    sections: [
      {
        title: "Liên hệ",
        fields: [
          line("name", "Tên cơ quan, dịch vụ", { isNeeded: true }),
          chips("aliases", "Tên gọi thường ngày"),
          line("phone", "Số điện thoại", { inputMode: "tel", width: 6, hint: "Ghi ít nhất một trong ba: số điện thoại, địa chỉ, trang web." }),
          line("opening_hours", "Giờ làm việc", { width: 6 }),
          text("address", "Địa chỉ", { rows: 2 }),
          line("url", "Trang web", { inputMode: "url" }),
          text("note", "Ghi chú", { rows: 2 }),
          SLUG,
        ],
      },
      SOURCE_AND_DATES,
    ],
  },
  fixed_sentence: {
    asks: [sentence("name", "Câu nào?", { isNeeded: true })],
    fill: ({ name }) => {
      const [text = "", ...others] = sentenceNamed(name)?.texts ?? [];
      return { text, others };
    },
    // Which sentence it is, and when it is said, stands over the form: its name is the program's own.
    sections: [
      {
        title: "Câu cố định",
        fields: [text("text", "Máy nói", { isNeeded: true, rows: 5 }), lines("others", "Cách nói khác", { one: "Cách nói", hint: "Có thì mỗi lần máy chọn một cách, cho đỡ lặp. Không bắt buộc." })],
      },
    ],
  },
  report_category: {
    asks: [line("name", "Tên loại phản ánh", { isNeeded: true })],
    slugFrom: "name",
    sections: [
      {
        title: "Loại phản ánh",
        fields: [
          line("name", "Tên loại phản ánh", { isNeeded: true, hint: "Phiếu nhận được tên này làm lĩnh vực." }),
          chips("names", "Từ người dân dùng", { isNeeded: true, hint: "Tin có một trong các từ này thì thuộc loại này. Gõ rồi bấm Enter." }),
          text("reply", "Máy nói khi nhận", { hint: "Để trống thì máy nói câu chung." }),
          SLUG,
        ],
      },
    ],
  },
  place: {
    asks: [line("old_name", "Xã, phường cũ", { isNeeded: true }), line("old_district", "Huyện, quận cũ", { isNeeded: true }), line("old_province", "Tỉnh cũ", { isNeeded: true })],
    sections: [
      {
        title: "Trước 01/07/2025",
        fields: [
          line("old_name", "Xã, phường cũ", { isLocked: true, width: 4 }),
          line("old_district", "Huyện, quận cũ", { isLocked: true, width: 4 }),
          line("old_province", "Tỉnh cũ", { isLocked: true, width: 4 }),
        ],
      },
      { title: "Nay là", fields: [line("new_name", "Xã, phường mới", { isNeeded: true, width: 6 }), line("new_province", "Tỉnh mới", { isNeeded: true, width: 6 })] },
    ],
  },
};

export const allFields = (kind: Kind): Field[] => kinds[kind].sections.flatMap((section) => section.fields);

/** A new record: empty but for what was asked. */
export function newRecord(kind: Kind, asked: RecordJson): RecordJson {
  const { slugFrom } = kinds[kind];
  const slug = slugFrom ? { slug: slugOf(String(asked[slugFrom] ?? "")) } : {};
  return { ...emptyOf(allFields(kind)), ...(kind === "announcement" ? { shows_banner: true } : {}), ...slug, ...kinds[kind].fill?.(asked), ...asked };
}

export const isKind = (name: string): name is Kind => (KINDS as readonly string[]).includes(name);

export const kindChoices = KINDS.map((value) => ({ value, label: kindWords.one[value] }));
