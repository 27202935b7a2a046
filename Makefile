# Tổng đài 1022. Two commands matter: `make run` and `make test`.
SHELL := /bin/bash
.DEFAULT_GOAL := help

TOOLS := .tools
UV := $(shell command -v uv 2>/dev/null || echo $(TOOLS)/uv/bin/uv)
NODE_BIN := $(shell scripts/node_bin.sh)
# Where pyenv is installed, all its Pythons are made visible to uv, which otherwise sees only the one pyenv has chosen.
ifneq ($(shell command -v pyenv 2>/dev/null),)
export PYENV_VERSION := $(shell pyenv versions --bare 2>/dev/null | grep -E '^3\.1[0-9]+\.[0-9]+$$' | sort -t. -k2,2nr | paste -sd: -)
endif
STATIC := channels/webchat/static/index.html
FRONTEND := $(shell find channels/webchat/frontend -type f -not -path '*/node_modules/*' 2>/dev/null)
DESK_STATIC := desk/static/index.html
DESK_FRONTEND := $(shell find desk/frontend channels/webchat/frontend/src -type f -not -path '*/node_modules/*' 2>/dev/null)

##@ Dùng
run: setup ## Chuẩn bị mọi thứ cần thiết rồi chạy chương trình
	@.venv/bin/hotline run

##@ Phát triển
test: setup-test ## Chạy mọi kiểm tra và kiểm thử
	@scripts/check.sh

check: setup-test ## Chỉ kiểm tra kiểu, định dạng, luật nhập mô-đun
	@scripts/check.sh --static

benchmark: setup ## Đo tốc độ qua hệ thống đang chạy trên cổng riêng
	@.venv/bin/python -W ignore -m benchmarks

benchmark-desk: setup ## Đo bàn làm việc: nhiều người cùng lúc, tiến trình bị ngắt
	@.venv/bin/python -W ignore -m benchmarks.desk

benchmark-zalo: setup ## Đo kênh Zalo với Zalo giả: lỗi của bên kia, tiến trình bị ngắt
	@.venv/bin/python -W ignore -m benchmarks.zalo

benchmark-phone-hearing: setup ## Đo nhận dạng tiếng nói qua đường điện thoại, trên giọng người
	@.venv/bin/python -W ignore -m benchmarks.phone_hearing
	@.venv/bin/python -W ignore -m benchmarks.phone_hearing.confidence

benchmark-phone: setup ## Đo điện thoại: 20 cuộc gọi cùng lúc, hai người đang nói
	@scripts/ensure_phone_tools.sh --tests
	@.venv/bin/python -W ignore -m benchmarks.phone

train: setup ## Huấn luyện lại bộ xếp hạng tìm kiếm từ nội dung đang công bố
	@.venv/bin/hotline train

setup: .venv/.done .venv-bot/.done $(STATIC) $(DESK_STATIC) ## Cài đặt hai môi trường Python và hai trang web
	@scripts/ensure_phone_tools.sh

setup-test: setup
	@scripts/ensure_chromium.sh
	@scripts/ensure_phone_tools.sh --tests

clean: ## Xóa môi trường và trang đã dựng (giữ dữ liệu trong var/)
	rm -rf .venv .venv-bot .tools {channels/webchat,desk}/static {channels/webchat,desk}/frontend/node_modules

help: ## Liệt kê các lệnh
	@awk 'BEGIN {FS = ":.*##"} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*##/ {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(TOOLS)/uv/bin/uv:
	@echo "Cài uv vào $(TOOLS)/uv…"
	@python3 -m venv $(TOOLS)/uv && $(TOOLS)/uv/bin/pip install --quiet --disable-pip-version-check uv

.venv/.done: pyproject.toml uv.lock | $(UV)
	@echo "Cài môi trường của chương trình…"
	@$(UV) sync --frozen --quiet --compile-bytecode
	@touch $@

.venv-bot/.done: bot/pyproject.toml bot/uv.lock | $(UV)
	@echo "Cài môi trường của Rasa (Python 3.10)…"
	@cd bot && UV_PROJECT_ENVIRONMENT=../.venv-bot $(abspath $(UV)) sync --frozen --quiet --compile-bytecode
	@touch $@

$(STATIC): $(FRONTEND)
	@echo "Dựng trang trò chuyện…"
	@cd channels/webchat/frontend && PATH="$(NODE_BIN):$$PATH" npm ci --silent --no-audit --no-fund && PATH="$(NODE_BIN):$$PATH" npm run --silent build
	@touch $@

# The desk shows answers with the chat's own components, which find their library where the chat's page is built.
$(DESK_STATIC): $(DESK_FRONTEND) $(STATIC)
	@echo "Dựng trang bàn làm việc…"
	@cd desk/frontend && PATH="$(NODE_BIN):$$PATH" npm ci --silent --no-audit --no-fund && PATH="$(NODE_BIN):$$PATH" npm run --silent build
	@touch $@

.PHONY: run test check benchmark benchmark-desk benchmark-zalo benchmark-phone benchmark-phone-hearing train setup setup-test clean help
