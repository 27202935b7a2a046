export const settingWords = {
  title: "Chỗ nào sửa thì phải có người thứ hai duyệt",
  intro: "Đánh dấu những phần không được công bố khi chưa có người khác duyệt. Mục mới luôn phải duyệt.",
  readOnly: "Anh/chị xem được quy tắc; đổi quy tắc cần quyền của người phụ trách.",
  saved: "Đã lưu quy tắc duyệt.",
  save: "Lưu quy tắc",
  changed: (count: number): string => (count ? `${count} chỗ đã đổi, chưa lưu.` : "Chưa đổi gì."),
};
