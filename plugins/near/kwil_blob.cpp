// SPDX-License-Identifier: Apache-2.0
#include "kwil_blob.hpp"

#include <walletauth/text/text.hpp>

namespace walletauth::near {
namespace {

class Reader {
  public:
    explicit Reader(std::span<const std::uint8_t> bytes) noexcept : rest_(bytes) {}

    std::span<const std::uint8_t> bytes(std::size_t size) noexcept {
        if (size > rest_.size()) {
            failed_ = true;
            return {};
        }
        const auto taken = rest_.first(size);
        rest_ = rest_.subspan(size);
        return taken;
    }
    std::uint32_t number() noexcept {
        const auto raw = bytes(4);
        if (failed_) return 0;
        return static_cast<std::uint32_t>(raw[0]) | static_cast<std::uint32_t>(raw[1]) << 8 |
               static_cast<std::uint32_t>(raw[2]) << 16 | static_cast<std::uint32_t>(raw[3]) << 24;
    }
    std::string_view text() noexcept { return as_text(bytes(number())); }
    [[nodiscard]] bool failed() const noexcept { return failed_; }
    [[nodiscard]] std::size_t left() const noexcept { return rest_.size(); }

  private:
    std::span<const std::uint8_t> rest_;
    bool failed_ = false;
};

} // namespace

Result<KwilBlob> read_kwil_blob(std::span<const std::uint8_t> bytes) noexcept {
    constexpr std::size_t signature_size = 64;
    if (bytes.size() < 2) {
        return refuse(WA_MALFORMED_SIGNATURE, "signature has ", bytes.size(),
                      " bytes, expected a length, a payload and 64 bytes");
    }
    if (bytes.size() == signature_size) {
        return refuse(
            WA_MALFORMED_SIGNATURE,
            "signature is 64 bytes: that is nep413's, not kwil-db's blob with the payload");
    }
    const std::size_t length = static_cast<std::size_t>(bytes[0]) << 8 | bytes[1];
    if (bytes.size() != 2 + length + signature_size) {
        return refuse(WA_MALFORMED_SIGNATURE, "signature has ", bytes.size(),
                      " bytes, expected 2 + ", length, " + 64");
    }
    Reader reader(bytes.subspan(2, length));
    KwilBlob blob;
    blob.tag = reader.number();
    blob.message = reader.text();
    blob.nonce = reader.bytes(32);
    blob.recipient = reader.text();
    const auto option = reader.bytes(1);
    if (!option.empty()) blob.option = option[0];
    if (blob.option != 0) blob.callback_url = reader.text();
    if (reader.failed()) {
        return refuse(WA_MALFORMED_SIGNATURE, "the payload of ", length,
                      " bytes ends inside a field");
    }
    blob.trailing = reader.left();
    blob.signature = bytes.last(signature_size);
    return blob;
}

} // namespace walletauth::near
