/** How kinds, states and the choices of records are called. */

import type { Kind } from "../api/types.ts";

export const kindWords: { one: Record<Kind, string>; about: Record<Kind, string> } = {
  one: {
    procedure: "Thủ tục",
    faq: "Câu hỏi thường gặp",
    everyday_names: "Tên gọi thường ngày",
    choice: "Câu hỏi lại",
    announcement: "Tin nóng",
    contact: "Danh bạ",
    fixed_sentence: "Câu cố định của máy",
    report_category: "Loại phản ánh",
    place: "Địa danh",
  },
  about: {
    procedure: "Một thủ tục hành chính: giấy tờ, phí, thời hạn, nơi nộp, căn cứ.",
    faq: "Một câu hỏi và câu trả lời viết sẵn.",
    everyday_names: "Người dân gọi một thủ tục bằng những tên nào.",
    choice: "Một cách nói chung cho nhiều thủ tục: máy hỏi lại người dân muốn việc nào.",
    announcement: "Việc đột xuất: dải tin trên khung chat và câu trả lời, có ngày bắt đầu và kết thúc.",
    contact: "Số điện thoại, địa chỉ, giờ làm việc của một cơ quan.",
    fixed_sentence: "Một câu máy luôn nói, như lời xin lỗi khi chưa hiểu.",
    report_category: "Một loại việc người dân phản ánh, và lời máy nói khi nhận.",
    place: "Xã, phường cũ nay thuộc xã, phường nào.",
  },
};

export const fieldChoices = {
  levels: [
    { value: "commune", label: "Cấp xã" },
    { value: "province", label: "Cấp tỉnh" },
    { value: "ministry", label: "Cấp bộ" },
    { value: "district", label: "Cấp huyện (đã bỏ)" },
    { value: "other", label: "Cơ quan khác" },
  ],
  submission: [
    { value: "in_person", label: "Trực tiếp" },
    { value: "online", label: "Trực tuyến" },
    { value: "postal", label: "Qua bưu chính" },
  ],
  units: [
    { value: "minutes", label: "phút" },
    { value: "hours", label: "giờ" },
    { value: "working_days", label: "ngày làm việc" },
    { value: "days", label: "ngày" },
    { value: "months", label: "tháng" },
    { value: "years", label: "năm" },
  ],
  fees: [
    { value: "fee", label: "Phí" },
    { value: "charge", label: "Lệ phí" },
  ],
  online: [
    { value: "full", label: "Toàn trình" },
    { value: "partial", label: "Một phần" },
    { value: "information", label: "Cung cấp thông tin" },
  ],
  behaviours: [
    { value: "answer", label: "Trả lời" },
    { value: "refer", label: "Việc của cơ quan khác: chỉ nơi đến" },
    { value: "refuse", label: "Ngoài phạm vi: từ chối và chỉ nơi đến" },
    { value: "emergency", label: "Khẩn cấp: đưa số gọi ngay" },
  ],
};

/** What may be said otherwise than in the official record, and why. */
export const comparedParts: Readonly<Record<string, string>> = {
  name: "Tên thủ tục",
  fees: "Phí, lệ phí",
  processing_times: "Thời hạn giải quyết",
  submission_methods: "Cách thức nộp",
  required_documents: "Thành phần hồ sơ",
  form_templates: "Mẫu đơn, tờ khai",
  steps: "Trình tự thực hiện",
  conditions: "Yêu cầu, điều kiện",
  outcome: "Kết quả thực hiện",
  applicant_types: "Đối tượng thực hiện",
  implementing_agency: "Cơ quan thực hiện",
  competent_authority: "Cơ quan có thẩm quyền",
  intake_address: "Địa chỉ tiếp nhận hồ sơ",
  legal_bases: "Căn cứ pháp lý",
  online_level: "Mức độ trực tuyến",
};
