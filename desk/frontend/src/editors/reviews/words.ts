export const reviewWords = {
  states: { in_review: "Chờ duyệt", scheduled: "Hẹn giờ công bố", writing: "Đang soạn" },
  lists: "Các danh sách bản nháp",
  none: {
    in_review: "Không có gì chờ duyệt.",
    scheduled: "Không có gì hẹn giờ.",
    writing: "Không ai đang soạn gì.",
  },
  own: "Anh/chị có soạn mục này nên phải người khác duyệt.",
  columns: { title: "Mục", who: "Người soạn", why: "Vì sao sửa", when: "Lúc" },
};
