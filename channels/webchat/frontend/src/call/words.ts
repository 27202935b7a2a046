/** Every word of a call from the page. */

import type { CallEnd, CallState } from "./call_line.ts";

export const callWords = {
  name: (number: string): string => `Gọi ${number}`,
  consent: {
    title: (number: string): string => `Gọi ${number} qua trang này?`,
    texts: [
      "Trình duyệt sẽ hỏi bạn cho dùng micro; bạn chọn «Cho phép». Nói xong, bạn chờ nghe tổng đài trả lời.",
      "Cuộc gọi được ghi âm để trả lời tốt hơn. Không muốn ghi âm, bạn bấm phím 8 khi đang gọi. Lời nói cũng hiện thành chữ.",
    ],
    confirm: "Gọi ngay",
    cancel: "Thôi",
  },
  states: {
    asking: "Đang chờ bạn cho dùng micro…",
    connecting: "Đang gọi…",
    open: "Đang nói chuyện",
    away: "Đường truyền bị đứt, đang nối lại…",
    ended: "Cuộc gọi đã kết thúc",
  } as Record<CallState, string>,
  ended: (end: CallEnd, number: string): string => {
    if (end.why === "door") return end.message;
    if (end.why === "microphone") return microphone[end.trouble];
    if (end.why === "busy") return `Các đường dây đều bận. Mời bạn gọi lại sau ít phút, hoặc gọi ${number} bằng điện thoại.`;
    if (end.why === "broken") return `Đường truyền bị đứt nên cuộc gọi đã dừng. Bạn gọi lại, hoặc gọi ${number} bằng điện thoại.`;
    return "Cuộc gọi đã kết thúc.";
  },
  length: (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`,
  lasted: (length: string): string => `Thời gian gọi ${length}`,
  level: "Tiếng của bạn",
  mute: "Tắt micro",
  unmute: "Bật micro",
  isUnmuted: "Micro đang bật.",
  isMuted: "Micro đang tắt, tổng đài không nghe bạn.",
  keys: "Bàn phím số",
  typed: "Đã bấm:",
  code: "Mã tra cứu:",
  copy: "Chép",
  copyCode: "Chép mã",
  copied: "Đã chép mã.",
  copyFailed: "Chưa chép được. Bạn chọn mã rồi chép.",
  key: (key: string): string => ({ "*": "phím sao", "#": "phím thăng" })[key] || `phím ${key}`,
  hangUp: "Gác máy",
  again: "Gọi lại",
  close: "Đóng",
  captions: "Lời đã nói",
  you: "Bạn",
  hotline: "Tổng đài",
};

const microphone = {
  unsupported: "Trình duyệt này chưa gọi được. Mời bạn mở trang bằng trình duyệt mới hơn qua địa chỉ https, hoặc gọi bằng điện thoại.",
  none: "Không tìm thấy micro nào dùng được. Mời bạn cắm micro hoặc tai nghe rồi gọi lại.",
  refused: "Trình duyệt chưa cho trang này dùng micro. Bạn bấm biểu tượng ổ khóa cạnh địa chỉ trang, cho phép «Micrô», rồi gọi lại.",
};
