import Directory
import SyncEngine
import SyncRules

/// What metaverse objects are called in forests.
extension ObjectSpaces {
    /// The name that a metaverse object has in a forest, by its identity as text.
    func name(_ identifier: [UInt8], in connector: ConnectorID) -> [UInt8]? {
        guard let identifier = MetaverseID(reference: identifier) else { return nil }
        let object = subject(of: identifier).members.first { $0.identity.connector == connector }
        return object.map { Array($0.entry.dn.utf8) }
    }
}

extension MetaverseID {
    /// The identity that a value of the metaverse refers by; nothing where the value is something else.
    init?(reference value: some Collection<UInt8>) {
        guard value.count == 36, let guid = ObjectGUID(String(decoding: value, as: UTF8.self)) else { return nil }
        self.init(bytes: guid.bytes)
    }

    /// The identities that values of an entry refer by.
    static func references(in entry: PackedEntry) -> [MetaverseID] {
        entry.attributes.flatMap { attribute in entry.values(of: attribute).compactMap { MetaverseID(reference: $0) } }
    }
}
