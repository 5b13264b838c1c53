import Directory
import SyncRules

extension LinkingPass {
    /// Counts the references of all objects that lead to nothing in their connector space; names have been found.
    ///
    /// Objects are compared by the fingerprints of their names, and those that are named as examples are chosen by them, so
    /// that the order in which objects come makes no difference.
    func lostReferences(_ transaction: any SynchronizationTransaction) throws -> LostReferences {
        var lost = LostReferences()
        let references = KeyReader(self.references, referencePieces.part, transaction)
        var examples: [(name: UInt64, object: Int, connector: ConnectorID)] = []
        for space in spaces {
            for object in space.objects {
                let count = try references.places(of: object).count {
                    space.names.object(try references.key($0), of: objects) == nil
                }
                guard count > 0 else { continue }
                lost.count += count
                lost.objects += 1
                examples.append((objects.names[object], object, space.connector))
                guard examples.count > LostReferences.mostNamed else { continue }
                examples.sort { ($0.name, $0.object) < ($1.name, $1.object) }
                examples.removeLast()
            }
        }
        lost.examples = try examples.map {
            try transaction.object(objects.stored[$0.object], of: $0.connector).entry.dn
        }.sorted()
        return lost
    }
}
