extension FlowResult {
    /// The result as it would be written.
    public var literal: String {
        switch self {
        case .value(let value): value.literal
        case .null: "NULL"
        case .authoritativeNull: "AuthoritativeNull"
        case .ignore: "IgnoreThisFlow"
        }
    }
}
