/** Every word about calls at the desk. */

import type { CallEnd, CallState } from "@webchat/call/call_line.ts";
import type { RowCall } from "../api/types.ts";

const ENDINGS: Record<string, string> = {
  caller: "Người gọi đã gác máy",
  bot: "Tổng đài tự động đã kết thúc cuộc gọi",
  operator: "Tổng đài viên đã kết thúc cuộc gọi",
  transferred: "Đã chuyển sang máy nhánh",
  too_long: "Cuộc gọi đã hết thời gian",
  lost: "Cuộc gọi bị mất kết nối",
};
const MICROPHONE = {
  unsupported: "Trình duyệt này chưa nói chuyện được. Hãy mở bàn trực qua địa chỉ https bằng trình duyệt mới hơn, hoặc chuyển sang máy nhánh.",
  none: "Không tìm thấy micro. Cắm tai nghe rồi bấm «Nói chuyện», hoặc chuyển sang máy nhánh.",
  refused: "Trình duyệt chưa cho bàn trực dùng micro. Bấm biểu tượng ổ khóa cạnh địa chỉ trang để cho phép, rồi bấm «Nói chuyện».",
};

export const callWords = {
  region: "Cuộc gọi",
  claim: "Nhận cuộc gọi",
  live: "Đang gọi",
  waiting: "Cuộc gọi đang chờ",
  /** Where there is no room for more. */
  rings: "Gọi đến",
  over: "Cuộc gọi đã xong",
  nobodyHears: "Cuộc gọi đã kết thúc: không ai nghe câu trả lời nữa. Còn việc phải nói thì gọi lại; xong việc thì bấm «Kết thúc» ở trên, hoặc phím E.",
  from: (number: string): string => (number ? `Số gọi đến ${number}` : "Số gọi đến bị ẩn"),
  reveal: "Hiện số",
  began: (when: string): string => `Gọi lúc ${when}`,
  ended: (call: RowCall): string => ENDINGS[call.ending] ?? "Cuộc gọi đã kết thúc",
  talk: "Nói chuyện",
  talkOn: "Nói tiếp",
  goesOn: "Cuộc gọi của bạn chưa dứt, nhưng tiếng chưa nối vào trình duyệt này. Người gọi đang giữ máy.",
  typeHint: "Bấm R để gõ thay vì nói.",
  takeOver: (name: string): string => `Đường tiếng của ${name} với người gọi dừng lại; bạn nói chuyện với người gọi ngay.`,
  takeOverBot: "Bạn nói chuyện với người gọi ngay.",
  voiceEnded: "Đường tiếng của bạn với người gọi đã ngắt.",
  talkHint: "Trình duyệt sẽ hỏi cho dùng micro. Bạn cũng có thể gõ câu trả lời, tổng đài sẽ đọc cho người gọi.",
  states: {
    asking: "Đang chờ trình duyệt cho dùng micro…",
    connecting: "Đang nối tiếng…",
    open: "Đang nói chuyện với người gọi",
    away: "Đường tiếng bị đứt, đang nối lại. Người gọi được báo giữ máy.",
    ended: "Đã ngắt tiếng",
  } as Record<CallState, string>,
  held: "Đang giữ máy: hai bên không nghe nhau",
  end: (end: CallEnd): string => {
    if (end.why === "door") return end.message;
    if (end.why === "microphone") return MICROPHONE[end.trouble];
    if (end.why === "broken") return "Không nối lại được tiếng. Bấm «Nói chuyện» để thử lại.";
    return "Đã ngắt tiếng.";
  },
  level: "Tiếng của bạn",
  mute: "Tắt micro",
  muted: "Micro đang tắt",
  hold: "Giữ máy",
  unhold: "Nói tiếp",
  hangUp: "Gác máy",
  hungUp: "Đã gác máy.",
  transfer: (extension: string): string => `Chuyển đến máy nhánh ${extension}`,
  noExtension: "Có máy điện thoại bàn? Khai số máy nhánh ở «Thêm», «Tài khoản của tôi», để chuyển cuộc gọi sang đó.",
  transferring: (extension: string): string => `Đang đổ chuông máy nhánh ${extension}…`,
  transferred: (extension: string): string => `Máy nhánh ${extension} đã nhận cuộc gọi.`,
  elsewhere: "Bạn đang trong một cuộc gọi khác. Gác máy hoặc chuyển cuộc ấy trước.",
  back: "Về cuộc gọi",
  number: "Số gọi đến",
  transcript: "Lời trong cuộc gọi",
  caller: "Người gọi",
  machine: "Máy",
  recording: "Bản ghi âm",
  listen: "Nghe bản ghi âm",
  listenHint: "Việc nghe được ghi vào nhật ký.",
  notPlayed: "Chưa mở được bản ghi âm.",
  length: (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`,
  account: {
    title: "Tài khoản của tôi",
    extension: "Số máy nhánh",
    extensionHint: "Máy điện thoại bàn để nhận cuộc gọi chuyển sang, ví dụ 2011. Để trống nếu không có.",
    saved: "Đã lưu số máy nhánh.",
  },
  figures: {
    title: "Cuộc gọi",
    calls: "Cuộc gọi",
    answered: "Được trả lời",
    abandoned: "Bỏ cuộc",
    answeredHint:
      "Bỏ cuộc: gác máy khi đang chờ tổng đài viên hoặc trước câu trả lời đầu tiên. Được trả lời: các cuộc còn lại. Cuộc dưới 5 giây và cuộc đang diễn ra không tính vào hai số này.",
    understood: "Câu nói hiểu được",
    handedOver: "Chuyển người",
    transferred: "Chuyển máy nhánh",
    firstWord: "Nghe lời đầu sau",
    response: "Trả lời sau khi dứt lời",
    length: "Dài trung bình",
    confidence: "Độ chắc khi nghe",
    median: "một nửa không quá",
    p95: (text: string): string => `95% không quá ${text}`,
    seconds: (milliseconds: number): string => `${(milliseconds / 1000).toLocaleString("vi-VN", { maximumFractionDigits: 1 })} giây`,
    percent: (share: number): string => `${Math.round(share * 100)}%`,
    byDay: "Cuộc gọi theo ngày",
    byHour: "Cuộc gọi theo giờ",
    csv: "Tải bảng từng cuộc gọi (CSV)",
  },
};
