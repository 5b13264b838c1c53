public import Directory

/// Finds the class an entry is of: the lowest structural class among its `objectClass` values.
///
/// Packed entries do not keep the server's order of values, so the class is decided by the schema: it is the
/// structural class that no other of the entry's classes descends from.
public struct EntryClassifier: Sendable {
    private let depths: [String: (depth: Int, name: AttributeName)]

    /// Prepares for a schema.
    public init(_ schema: SchemaSnapshot) {
        var depths: [String: (depth: Int, name: AttributeName)] = [:]
        for definition in schema.classes where definition.kind == .structural {
            depths[definition.name.folded] = (schema.superiors(of: definition).count, definition.name)
        }
        self.depths = depths
    }

    /// The class of an entry with these `objectClass` values; nothing when none is a structural class of the schema.
    public func objectClass(of values: some Sequence<ArraySlice<UInt8>>) -> AttributeName? {
        var best: (depth: Int, name: AttributeName)?
        for value in values {
            let folded = ASCII.lowercased(String(decoding: value, as: UTF8.self))
            guard let found = depths[folded] else { continue }
            if best.map({ found.depth > $0.depth || (found.depth == $0.depth && found.name < $0.name) }) ?? true {
                best = found
            }
        }
        return best?.name
    }
}
