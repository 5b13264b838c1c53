import Directory
import SyncRules

/// Finds metaverse objects by the values of the attributes that rules join on.
struct JoinIndex {
    private struct Key: Hashable {
        let attribute: AttributeID
        let value: [UInt8]
        let isExact: Bool
    }

    private var objects: [Key: [MetaverseID]] = [:]
    private let binary: Set<AttributeID>
    private let exact: Set<AttributeID>

    /// `binary` names the attributes whose bytes are compared as they are, `exact` those that a join compares with regard
    /// to case.
    init(binary: Set<AttributeID>, exact: Set<AttributeID>) {
        self.binary = binary
        self.exact = exact
    }

    mutating func insert(_ object: MetaverseID, _ attribute: AttributeID, _ value: some Sequence<UInt8>) {
        objects[key(attribute, value, isExact: false), default: []].append(object)
        guard exact.contains(attribute) else { return }
        objects[key(attribute, value, isExact: true), default: []].append(object)
    }

    /// The objects that have the value, each once, in the order they came.
    func objects(
        with attribute: AttributeID,
        _ value: some Sequence<UInt8>,
        isCaseSensitive: Bool
    ) -> [MetaverseID] {
        objects[key(attribute, value, isExact: isCaseSensitive && exact.contains(attribute))] ?? []
    }

    private func key(_ attribute: AttributeID, _ value: some Sequence<UInt8>, isExact: Bool) -> Key {
        let isKept = isExact || binary.contains(attribute)
        return Key(
            attribute: attribute,
            value: isKept ? Array(value) : value.map(ASCII.lowercased),
            isExact: isExact
        )
    }
}
