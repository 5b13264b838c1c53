extension TenantSelection {
    /// The word for it in queries.
    public var word: String {
        switch self {
        case .present: "present"
        case .deleted: "deleted"
        case .attention: "attention"
        }
    }

    /// Reads the word.
    public init?(word: String) {
        guard let found = [TenantSelection.present, .deleted, .attention].first(where: { $0.word == word }) else {
            return nil
        }
        self = found
    }
}
