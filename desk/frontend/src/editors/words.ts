/** What editors read around all tabs; each tab has its own words beside it. */

export const editorWords = {
  title: "Nội dung",
  tasks: "Việc biên tập",
  tabs: {
    records: "Các mục",
    reviews: "Chờ duyệt",
    questions: "Câu chưa trả lời được",
    bench: "Thử câu hỏi",
    quality: "Chất lượng",
    settings: "Quy tắc duyệt",
  },
};
