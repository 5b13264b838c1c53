import Directory

/// Finds metaverse objects by the distinguished names that references hold.
///
/// Nearly every reference is written as the object's own name is, but for case. One that is not - a blank behind a comma,
/// another escape - is found by the normalized form; for the first of them all names are read again.
final class NameIndex {
    private let spaces: [LinkingPass.Space]
    private let transaction: any SynchronizationTransaction
    private var keys: JoinKeys
    private var normalized: [Int: [String: Int32]] = [:]
    /// Why names could not be read again; the run ends with it.
    private(set) var failure: (any Error)?

    init(_ linking: LinkingPass, _ transaction: any SynchronizationTransaction) {
        spaces = linking.spaces
        keys = linking.keys
        self.transaction = transaction
    }

    /// The number of the metaverse object behind a name in a connector.
    func target(_ name: UnsafeRawBufferPointer, space: Int) -> Int32? {
        if let found = spaces[space].names[keys.name(name)] { return found }
        guard let key = DistinguishedName(String(decoding: name, as: UTF8.self))?.normalized else { return nil }
        return normalizedNames(of: space)[key]
    }

    private func normalizedNames(of place: Int) -> [String: Int32] {
        if let known = normalized[place] { return known }
        var names: [String: Int32] = [:]
        do {
            try transaction.eachObject(of: spaces[place].connector) { _, object in
                let name = object.entry.dn
                let target = Array(name.utf8).withUnsafeBytes { spaces[place].names[keys.name($0)] }
                guard let target, let key = DistinguishedName(name)?.normalized else { return }
                if names[key] == nil { names[key] = target }
            }
        } catch {
            failure = error
        }
        normalized[place] = names
        return names
    }
}
