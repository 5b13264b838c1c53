import Directory

/// The names and addresses that an object claims in the tenant, where each belongs to one alone.
struct TenantClaims: Sendable {
    private let attributes: [AttributeID]

    init(_ table: AttributeTable) {
        attributes = ["userPrincipalName", "proxyAddresses", "mail"].compactMap { table.existing(AttributeName($0)) }
    }

    /// The names, without case and without the prefix of an address.
    func names(of entry: PackedEntry) -> Set<String> {
        Set(
            attributes.flatMap { attribute in
                entry.values(of: attribute).map { ASCII.lowercased(String(decoding: $0, as: UTF8.self)) }
            }.map { $0.hasPrefix("smtp:") ? String($0.dropFirst(5)) : $0 }
        )
    }
}
