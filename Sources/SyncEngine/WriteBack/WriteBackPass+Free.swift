import Directory
import SyncRules

/// Finding objects of the forest that rules outwards may join.
extension WriteBackPass {
    /// Nothing that may be joined.
    func emptyIndex(_ digest: EntryDigest) -> OutwardIndex {
        OutwardIndex(outward?.rules ?? [], of: connector, table: table, digest: digest)
    }

    /// Those of the objects linked to nothing that rules may join, as far as they are wanted by their numbers in the run.
    func free(
        in space: LinkingPass.Space,
        _ linking: LinkingPass,
        _ transaction: any SynchronizationTransaction,
        where isWanted: (Int) -> Bool
    ) throws -> OutwardIndex {
        var index = emptyIndex(transaction.digest)
        guard let outward else { return index }
        for object in space.objects where linking.objects.targets[object] < 0 && isWanted(object) {
            let number = linking.objects.stored[object]
            // Rules inwards that have an object in scope say its class without reading it.
            let inScope = space.sets.sets[linking.objects.sets[object]]
            if let first = inScope.first, !outward.joins(space.rules[first].rule.sourceClass) { continue }
            guard !space.outward.contains(number) else { continue }
            let stored = try transaction.object(number, of: connector)
            if outward.joins(stored.objectClass) { index.insert(number, stored) }
        }
        return index
    }

    /// The metaverse objects, by their numbers in a run of what has changed, for which something is to be made under a name that an
    /// object has which has come, or is called otherwise than before.
    func named(_ linking: LinkingPass, _ transaction: any SynchronizationTransaction) throws -> Set<Int32> {
        guard outward?.isProvisioning == true, let since = linking.since else { return [] }
        var found: Set<Int32> = []
        for number in since.objects(of: connector) {
            let name = try transaction.object(number, of: connector).entry.dn
            guard let normalized = DistinguishedName(name)?.normalized,
                let owner = try transaction.copyObjectOwner(named: normalized, in: connector),
                let target = linking.targets.number(of: owner)
            else { continue }
            found.insert(target)
        }
        return found
    }

    /// The metaverse objects, by their numbers in a run of what has changed, to which something may be joined now that could not
    /// be before: an object that has come, has other values, or has lost its link.
    ///
    /// What objects give for joining inwards says which they are; where rules outwards join by other attributes, all metaverse
    /// objects are gone through.
    func joinable(_ linking: LinkingPass, _ transaction: any SynchronizationTransaction) throws -> Set<Int32> {
        guard let outward, !outward.joined.isEmpty, let since = linking.since,
            let space = linking.spaces.first(where: { $0.connector == connector })
        else { return [] }
        let fresh = try free(in: space, linking, transaction) { object in
            since.touch(linking.objects.stored[object]) || linking.objects.hadLink[object]
        }
        guard !fresh.isEmpty else { return [] }
        let attributes = outward.rules.flatMap { $0.joins.joined() }.map(\.metaverse)
        if attributes.allSatisfy(linking.joinAttributes.contains) {
            var found: Set<Int32> = []
            for object in 0..<linking.objects.count {
                let target = linking.objects.targets[object]
                guard target >= 0, !space.objects.contains(object),
                    linking.given[object].contains(where: fresh.loose.contains),
                    !linking.targets.hasMember(target, in: space.objects)
                else { continue }
                found.insert(target)
            }
            return found
        }
        let questions = OutwardQuestions(
            OutwardFilter(connector: connector, rules: outward.rules, keys: fresh.keys, asked: fresh.asked)
        )
        var found: Set<Int32> = []
        try transaction.eachMetaverseObject { object in
            guard let target = linking.targets.number(of: object.identifier),
                !linking.targets.hasMember(target, in: space.objects)
            else { return }
            if outward.admits(object, questions) { found.insert(target) }
        }
        return found
    }
}
