public import Directory

/// How many entries of definitions there are, and when the newest of them was changed.
///
/// It takes the place of `schemaInfo` where a server has none: the head of the schema stays as it is there, whatever is
/// added below. Add every entry that `filter` finds, read with `attributes`.
public struct DefinitionTimes: Sendable {
    /// What to ask entries for; the first that an entry has is its time.
    public static let attributes: [AttributeName] = ["entryCSN", "whenChanged", "modifyTimestamp"]
    /// The entries to count: definitions, and their head.
    public static let filter = SearchFilter.any(
        ["attributeSchema", "classSchema", "dMD"].map { .equal("objectClass", text: $0) }
    )

    private var count = 0
    private var newest: [UInt8] = []
    private var isComplete = true

    /// Begins with none.
    public init() {}

    /// Takes one more entry.
    public mutating func add(_ entry: Entry) {
        count += 1
        guard let time = Self.attributes.lazy.compactMap({ entry.bytes($0).first }).first else {
            isComplete = false
            return
        }
        if newest.lexicographicallyPrecedes(time) { newest = time }
    }

    /// Number and time in hexadecimal; nothing where an entry had no time and might change unseen.
    var mark: [String]? { isComplete && count > 0 ? [ASCII.hex("\(count)".utf8), ASCII.hex(newest)] : nil }
}
