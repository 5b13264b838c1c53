import Directory
import SyncRules

/// Finds metaverse objects by the distinguished names that references hold.
///
/// Nearly every reference is written as the object's own name is, but for case. One that is not - a blank behind a comma,
/// another escape - is found by the normalized form, which is worked out only when it is first needed.
final class NameIndex {
    private let names: [ConnectorID: [String: MetaverseID]]
    private var normalized: [ConnectorID: [String: MetaverseID]] = [:]

    /// `names` are in small letters, as they were written.
    init(_ names: [ConnectorID: [String: MetaverseID]]) { self.names = names }

    func object(_ name: [UInt8], in connector: ConnectorID) -> MetaverseID? {
        guard let names = names[connector] else { return nil }
        let text = String(decoding: name, as: UTF8.self)
        if let found = names[ASCII.lowercased(text)] { return found }
        guard let key = DistinguishedName(text)?.normalized else { return nil }
        if normalized[connector] == nil {
            let pairs = names.compactMap { name, object in DistinguishedName(name).map { ($0.normalized, object) } }
            normalized[connector] = Dictionary(pairs) { first, _ in first }
        }
        return normalized[connector]?[key]
    }
}
