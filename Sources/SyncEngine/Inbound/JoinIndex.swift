import Directory
import SyncRules

/// Finds metaverse objects by the values of the attributes that rules join on.
struct JoinIndex {
    private struct Key: Hashable {
        let attribute: AttributeID
        let value: [UInt8]
    }

    private var objects: [Key: [MetaverseID]] = [:]
    private let binary: Set<AttributeID>

    /// `binary` names the attributes whose bytes are compared as they are.
    init(binary: Set<AttributeID>) { self.binary = binary }

    mutating func insert(_ object: MetaverseID, _ attribute: AttributeID, _ value: some Sequence<UInt8>) {
        objects[key(attribute, value), default: []].append(object)
    }

    /// The objects that have the value, each once, in the order they came.
    func objects(with attribute: AttributeID, _ value: some Sequence<UInt8>) -> [MetaverseID] {
        objects[key(attribute, value)] ?? []
    }

    private func key(_ attribute: AttributeID, _ value: some Sequence<UInt8>) -> Key {
        Key(attribute: attribute, value: binary.contains(attribute) ? Array(value) : value.map(ASCII.lowercased))
    }
}
