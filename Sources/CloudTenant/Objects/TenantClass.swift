import Directory

/// The classes that the tenant has.
///
/// `publicFolder` is among them because rules may export it; Graph has no collection of such objects.
enum TenantClass {
    /// The classes, as they are spelled.
    static let all: [AttributeName] = ["user", "group", "contact", "device", "publicFolder"]

    private static let bySpelling = Dictionary(all.map { ($0, $0) }) { first, _ in first }

    /// The class of a name, in its own spelling; nothing where the tenant has none of that name.
    static func named(_ name: AttributeName) -> AttributeName? { bySpelling[name] }
}
