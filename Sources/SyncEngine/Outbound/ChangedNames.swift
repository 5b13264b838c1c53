import Directory
import SyncRules

/// What exported objects are called where not every object was looked at: the others have the names that their images have.
///
/// An object that the target knows keeps its name there when its source anchor changes. Whether one does is found out when its
/// turn comes, or when another that refers to it has its turn before: each image is read once then.
final class ChangedNames: ImageNames {
    /// The names of the objects that were looked at.
    private(set) var exported: ExportedNames
    /// Why an image could not be read; the run ends with it.
    private(set) var failure: (any Error)?

    private let looked: Set<MetaverseID>
    /// Those of them whose names stand.
    private var settled: Set<MetaverseID>
    /// Makes images besides the one that is being made.
    private let maker: ImageMaker
    private let transaction: any SynchronizationTransaction
    /// The names of others that were read ahead.
    private var ahead: [MetaverseID: String] = [:]

    init(
        _ exported: ExportedNames,
        looked: Set<MetaverseID>,
        settled: Set<MetaverseID>,
        _ maker: ImageMaker,
        _ transaction: any SynchronizationTransaction
    ) {
        self.exported = exported
        self.looked = looked
        self.settled = settled
        self.maker = maker
        self.transaction = transaction
    }

    /// Reads the names of objects that were not looked at, together.
    func read(_ owners: Set<MetaverseID>) throws {
        try transaction.imageNames(of: owners.subtracting(looked).sorted(), for: maker.connector) { ahead[$0] = $1 }
    }

    /// Finds out which name an object has that was looked at.
    func settle(_ identifier: MetaverseID) throws {
        guard settled.insert(identifier).inserted else { return }
        if let name = try maker.keptName(of: identifier, exported, transaction) { exported.rename(identifier, name) }
    }

    func withName<Result>(of identifier: MetaverseID, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        do {
            if looked.contains(identifier) {
                try settle(identifier)
                return exported.withName(of: identifier, body)
            }
            var name = ahead[identifier]
            if name == nil { name = try transaction.image(of: identifier, for: maker.connector)?.entry.dn }
            return Array((name ?? "").utf8).withUnsafeBytes(body)
        } catch {
            failure = error
            return body(.init(start: nil, count: 0))
        }
    }
}
