public import Directory

/// The name that an extension has in the tenant: one element of `Microsoft.DirectoryExtension.SourceTargetAttributesMap`,
/// such as `employeeNumber.extension_0f3c_employeeNumber`.
public struct ServerExtensionName: Sendable, Hashable, Codable {
    /// The attribute of the forest.
    public let attribute: AttributeName
    /// Its name in the tenant.
    public let target: AttributeName

    /// Reads one element; nothing where it is not two words with a dot between.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        attribute = AttributeName(parts[0])
        target = AttributeName(parts[1])
    }
}
