import Directory

/// The rules of the tenant that need nothing but the object itself.
///
/// Source anchors are shorter than 60 characters and hold no `@`; user principal names have one `@` with something on
/// both sides and no blanks; addresses are at most 256 characters. The product's documentation states these limits.
struct TenantValidator {
    struct Refusal: Error {
        let code: String
        let message: String
    }

    static func check(_ change: TenantChange) throws(Refusal) {
        guard !change.anchor.isEmpty, change.anchor.count < 60, !change.anchor.contains("@") else {
            throw Refusal(
                code: "IdentityDataValidationFailed",
                message: "The source anchor \"\(change.anchor)\" is empty, longer than 59 characters or holds an @."
            )
        }
        for attribute in change.attributes {
            for value in attribute.values {
                let text = String(decoding: value, as: UTF8.self)
                if attribute.name == "userPrincipalName", !isPrincipalName(text) {
                    throw Refusal(
                        code: "IdentityDataValidationFailed",
                        message: "The userPrincipalName \"\(text)\" is not of the form name@domain without blanks."
                    )
                }
                if attribute.name == "proxyAddresses", text.count > 256 {
                    throw Refusal(
                        code: "ExceededAllowedLength",
                        message: "A value of proxyAddresses is longer than 256 characters."
                    )
                }
            }
        }
    }

    private static func isPrincipalName(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && !text.contains(where: \.isWhitespace)
            && text.count <= 113
    }
}
