/// Why one change is refused, in the product's word and in a sentence.
struct TenantRejection: Error {
    let code: String
    let message: String

    static func invalid(_ message: String) -> TenantRejection {
        TenantRejection(code: "IdentityDataValidationFailed", message: message)
    }
}
