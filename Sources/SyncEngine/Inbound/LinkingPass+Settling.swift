import Directory
import SyncRules

/// Joining, projecting and letting go, once every object has been looked at.
extension LinkingPass {
    /// Joins, projects or leaves alone what is not linked.
    mutating func settle(_ space: Space, _ transaction: any SynchronizationTransaction) throws {
        let candidates = space.candidates
        var left: [Int] = []
        for place in candidates.ordered(objects) {
            try settle(Int(place), candidates, space, transaction, &left)
        }
        space.left = spaces.count > 1 ? left : []
        if space.left.isEmpty { space.candidates = JoinCandidates([], keys) }
    }

    /// Looks again for what candidates can be joined to that had their turn before it was there: what comes of a run does
    /// not depend on the order of the connectors.
    mutating func settleLeft(_ transaction: any SynchronizationTransaction) throws {
        var before = -1
        while before != joined {
            before = joined
            for space in spaces where !space.left.isEmpty {
                let (candidates, places) = (space.candidates, space.left)
                var left: [Int] = []
                for place in places {
                    disconnected -= 1
                    try settle(place, candidates, space, transaction, &left)
                }
                space.left = left
            }
        }
        for space in spaces { (space.left, space.candidates) = ([], JoinCandidates([], keys)) }
    }

    private mutating func settle(
        _ place: Int,
        _ candidates: JoinCandidates,
        _ space: Space,
        _ transaction: any SynchronizationTransaction,
        _ left: inout [Int]
    ) throws {
        let object = candidates.objects[place]
        let inScope = space.sets.sets[objects.sets[object]]
        for position in inScope where !space.rules[position].joins.isEmpty {
            guard let found = try match(place, candidates, position, space, transaction) else { continue }
            if isTaken(found, for: object, space) {
                errors.append(
                    ObjectError(
                        code: "ambiguous-import-flow-from-multiple-connectors",
                        connector: space.connector,
                        object: try transaction.object(objects.stored[object], of: space.connector).entry.dn,
                        rule: space.rules[position].rule.name,
                        message: "It matches an object that another object of this forest is joined to already."
                    )
                )
                disconnected += 1
                return try limit.check(errors)
            }
            joined += 1
            return attach(object, to: found, space)
        }
        let provisioning = inScope.first { position in
            space.rules[position].rule.link == .provision
                && (space.rules[position].joins.isEmpty || candidates.hasValue(place, rule: position))
        }
        guard let provisioning else {
            disconnected += 1
            if inScope.contains(where: { !space.rules[$0].joins.isEmpty }) { left.append(place) }
            return
        }
        let identity = ConnectorSpaceIdentity(
            connector: space.connector,
            partition: objects.partition(of: object),
            anchor: Array(candidates.anchor(place))
        )
        let rule = space.rules[provisioning]
        attach(object, to: newTarget(identity, as: rule.metaverseClass ?? rule.rule.targetClass), space)
    }

    /// Whether another object of the same connector keeps an object from a metaverse object.
    ///
    /// It does where values flow from both; one that gives none may share it with any other (sync-rules.md 2).
    private func isTaken(_ target: Int32, for object: Int, _ space: Space) -> Bool {
        guard targets.hasMember(target, in: space.objects),
            !space.sharesOnly(space.set(objects.sets[object], for: targets.objectClass(of: target)))
        else { return false }
        return targets.members(of: target).contains {
            space.objects.contains($0) && !space.sharesOnly(objects.sets[$0])
        }
    }

    /// The number of the new metaverse object that is projected from an object.
    ///
    /// Its identity may be that of one which others have kept alive since the object left it: only a join brings the two
    /// together again. All links that the store has stand before anything is projected, so that the generation which is
    /// free does not depend on the order of objects.
    private mutating func newTarget(_ identity: ConnectorSpaceIdentity, as objectClass: AttributeName) -> Int32 {
        var generation = 1
        while true {
            let count = targets.count
            let target = targets.insert(MetaverseID(projecting: identity, generation: generation), as: objectClass)
            if targets.count > count { return target }
            generation += 1
        }
    }

    /// The one object that a join group finds; groups are tried in order, none and several are no match.
    private func match(
        _ place: Int,
        _ candidates: JoinCandidates,
        _ position: Int,
        _ space: Space,
        _ transaction: any SynchronizationTransaction
    ) throws -> Int32? {
        let rule = space.rules[position]
        for group in rule.joins.indices where !rule.joins[group].isEmpty {
            let clauses = rule.joins[group].indices.map {
                candidates.keys(of: place, rule: position, group: group, clause: $0)
            }
            if let found = try onlyOne(clauses, rule.metaverseClass, transaction) { return found }
        }
        return nil
    }

    /// The one object of a class that has a value of each clause.
    private func onlyOne(
        _ clauses: [ArraySlice<UInt64>],
        _ objectClass: AttributeName?,
        _ transaction: any SynchronizationTransaction
    ) throws -> Int32? {
        guard let first = clauses.first, !clauses.contains(where: \.isEmpty) else { return nil }
        var found: Int32?
        var areSeveral = false
        for key in first where !areSeveral {
            try index.walk(key, offered) { target in
                guard target != found, objectClass.map({ targets.objectClass(of: target) == $0 }) ?? true,
                    try has(key, target, transaction),
                    try clauses.dropFirst().allSatisfy({ keys in
                        try keys.contains { try index.holds($0, target, offered) && has($0, target, transaction) }
                    })
                else { return true }
                areSeveral = found != nil
                found = target
                return !areSeveral
            }
        }
        return areSeveral ? nil : found
    }

    /// Lets go of metaverse objects that no provisioning rule holds any more, with the links to them.
    mutating func dropUnsupported() {
        let holding = spaces.map { space in
            space.sets.sets.map { set in
                set.contains { [.provision, .stickyJoin].contains(space.rules[$0].rule.link) }
            }
        }
        func isHeld(by object: Int) -> Bool { holding[space(of: object)][objects.sets[object]] }
        let identifiers = since == nil ? [:] : identified.byObject
        for target in 0..<Int32(truncatingIfNeeded: targets.count) {
            if targets.hasOneMember(target), targets.first[Int(target)] >= 0,
                isHeld(by: Int(targets.first[Int(target)]))
            {
                continue
            }
            let all = targets.members(of: target)
            guard !all.contains(where: isHeld) else { continue }
            targets.drop(target)
            for object in all {
                objects.unlink(object)
                disconnected += 1
                if since != nil {
                    moves.unlinked(
                        objects.names[object],
                        identifiers[object] ?? [],
                        space(of: object),
                        targets.identifiers[Int(target)]
                    )
                }
            }
        }
    }
}
