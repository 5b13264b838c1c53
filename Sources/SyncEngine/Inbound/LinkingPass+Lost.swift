import Directory
import SyncRules

extension LinkingPass {
    /// Counts the references that lead to nothing, after what has changed since the last run.
    ///
    /// Where every object is called what it was called then, and refers to what it referred to, they are those that the last
    /// run counted. An object that has changed may be spelled otherwise, and is one of the examples perhaps.
    func lostReferences(
        _ transaction: any SynchronizationTransaction,
        since changes: RunChanges
    ) throws -> LostReferences {
        let memory = changes.memory
        guard let lost = memory.lost, hasNames(of: memory), references == memory.references,
            identified == memory.identified, !spaces.contains(where: { losesReferences($0, changes) })
        else { return try lostReferences(transaction) }
        return lost
    }

    private func hasNames(of memory: RunMemory) -> Bool {
        spaces.map(\.connector) == memory.spaces.map(\.connector)
            && spaces.map(\.objects.count) == memory.spaces.map(\.count) && objects.names == memory.names
    }

    /// Whether an object that has changed has a reference that leads to nothing.
    private func losesReferences(_ space: Space, _ changes: RunChanges) -> Bool {
        space.objects.contains { object in
            changes.touch(objects.stored[object])
                && references[object].contains { !leads($0, in: space) }
        }
    }

    /// Whether an object of a connector is called so, or has that identifier.
    private func leads(_ reference: UInt64, in space: Space) -> Bool {
        space.names.object(reference, of: objects) != nil || identified.has(reference)
    }

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
                let count = try references.places(of: object).count { try !leads(references.key($0), in: space) }
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
