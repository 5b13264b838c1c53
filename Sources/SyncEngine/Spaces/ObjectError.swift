public import SyncRules

/// Something that went wrong with one object in a run; the run goes on.
public struct ObjectError: Sendable, Hashable, Codable {
    /// The product's word for it, such as `sync-rule-error-function-triggered` or `AttributeValueMustBeUnique`.
    public let code: String
    /// The connector.
    public let connector: ConnectorID
    /// The object, as it is found again: its DN; in the tenant its source anchor.
    public let object: String
    /// Who it is, where `object` does not tell people.
    public let label: String?
    /// The rule and flow, where one is to blame.
    public let rule: String?
    /// One sentence.
    public let message: String

    /// Makes an error.
    public init(
        code: String,
        connector: ConnectorID,
        object: String,
        label: String? = nil,
        rule: String? = nil,
        message: String
    ) {
        self.code = code
        self.connector = connector
        self.object = object
        self.label = label
        self.rule = rule
        self.message = message
    }

    /// The order in which a synchronization tells its errors.
    static func order(_ left: ObjectError, _ right: ObjectError) -> Bool {
        (left.connector.text, left.object, left.code) < (right.connector.text, right.object, right.code)
    }
}
