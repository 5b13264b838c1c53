public import Directory

/// An attribute of a forest that goes to the tenant as a directory extension: one element of
/// `Microsoft.OptionalFeature.DirectoryExtensionAttributes`, such as `employeeNumber.user.String.True`.
public struct ServerExtension: Sendable, Hashable, Codable {
    /// The attribute of the forest.
    public let attribute: AttributeName
    /// The class that it is read from.
    public let objectClass: String
    /// The type of its values, such as `String` or `Boolean`.
    public let type: String
    /// Whether it is in use.
    public let isEnabled: Bool

    /// Reads one element; nothing where it is not four words between dots, the last of them `True` or `False`.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, parts.allSatisfy({ !$0.isEmpty }), let isEnabled = ServerOptions.flag(parts[3]) else {
            return nil
        }
        attribute = AttributeName(parts[0])
        objectClass = parts[1]
        type = parts[2]
        self.isEnabled = isEnabled
    }
}
