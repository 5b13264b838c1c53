import Directory

/// Carries out changes one after another, each as the tenant is after the one before.
struct ChangeProcessor {
    let writing: any TenantWriting
    let now: TenantInstant
    var state: TenantState
    private var packer = EntryPacker()

    init(_ writing: any TenantWriting, now: TenantInstant, state: TenantState) {
        self.writing = writing
        self.now = now
        self.state = state
    }

    /// Carries out one change, or says again what became of it when it came before under the same name.
    mutating func processOnce(_ change: TenantChange) throws -> TenantVerdict {
        guard let id = change.operationID else { return try process(change) }
        if let known = try writing.operation(id, anchor: change.anchor) { return known.verdict }
        let verdict = try process(change)
        try writing.record(TenantOperation(id: id, anchor: change.anchor, at: now, outcome: .verdict(verdict)))
        return verdict
    }

    /// Carries out one change; what is refused has changed nothing.
    mutating func process(_ change: TenantChange) throws -> TenantVerdict {
        do {
            return .accepted(try carryOut(change))
        } catch let rejection as TenantRejection {
            return .rejected(code: rejection.code, message: rejection.message)
        }
    }

    private mutating func carryOut(_ asked: TenantChange) throws -> TenantAcceptance {
        try TenantValidator.check(asked)
        // As the exporter spelled it, all objects of the class would be called.
        let change = asked.spelled(try TenantValidator.objectClass(of: asked))
        let found = try writing.object(anchor: change.anchor)
        switch change.operation {
        case .delete: return try delete(change, found)
        case .update:
            guard let found, found.deletedSince == nil else { throw Self.missing(change) }
            return try match(change, found)
        case .add:
            // What is deleted comes back as what it was; for an object of another class it makes room.
            let isInTheWay = found.map { $0.deletedSince != nil && $0.objectClass != change.objectClass } ?? false
            if let found, !isInTheWay { return try match(change, found) }
            let matcher = SoftMatcher(reading: writing, features: state.settings.features)
            if let target = try matcher.target(of: change) {
                // Synchronized already: its source anchor was not known, and nothing is taken over.
                let effect: TenantAcceptance.Effect = target.details.isSynchronized ? .updated : .softMatched
                return try write(change, onto: target, effect, insteadOf: found)
            }
            return try create(change, insteadOf: found)
        }
    }

    /// An object with the source anchor is there: the change is for it.
    private mutating func match(_ change: TenantChange, _ found: TenantObject) throws -> TenantAcceptance {
        guard found.objectClass == change.objectClass else {
            throw TenantRejection(
                code: "ObjectTypeMismatch",
                message: "The object with this source anchor is a \(found.objectClass), not a \(change.objectClass)."
            )
        }
        let isRestored = found.deletedSince != nil
        guard isRestored || !found.details.isSynchronized else { return try write(change, onto: found, .updated) }
        guard !state.settings.features.blockCloudObjectTakeoverThroughHardMatch else {
            throw TenantRejection(
                code: "InvalidHardMatch",
                message: "The \(isRestored ? "deleted" : "cloud") object \(found.id) has this source anchor, and "
                    + "BlockCloudObjectTakeoverThroughHardMatch is on."
            )
        }
        if isRestored { try checkQuota() }
        return try write(change, onto: found, isRestored ? .restored : .hardMatched)
    }

    /// `deleted` has the source anchor so far, and goes for good.
    private mutating func create(
        _ change: TenantChange,
        insteadOf deleted: TenantObject?
    ) throws -> TenantAcceptance {
        try checkQuota()
        let identity = TenantObject.identity(ofAnchor: change.anchor)
        let generation = (try writing.departed(identity) ?? 0) + (deleted == nil ? 0 : 1)
        packer.begin(dn: change.name)
        let object = TenantObject(
            id: TenantObjectID(naming: identity, generation: generation),
            objectClass: change.objectClass,
            anchor: change.anchor,
            generation: generation,
            entry: packer.finish()
        )
        return try write(change, onto: object, .created, insteadOf: deleted)
    }

    private mutating func write(
        _ change: TenantChange,
        onto before: TenantObject,
        _ effect: TenantAcceptance.Effect,
        insteadOf deleted: TenantObject? = nil
    ) throws -> TenantAcceptance {
        try checkExtensions(change, onto: before)
        let isKnown = try knowsNames(of: change)
        var object = before
        object.anchor = change.anchor
        object.deletedSince = nil
        object.details.isSynchronized = true
        if object.details.isSeeded {
            let emptied = change.attributes.filter(\.values.isEmpty).map(\.name)
            let filled = Set(change.attributes.filter { !$0.values.isEmpty }.map(\.name))
            object.details.knownEmpty = Set(object.details.knownEmpty + emptied).subtracting(filled).sorted()
        }
        let settlement = AttributeSettlement(reading: writing, settings: state.settings, now: now)
        if !isKnown {
            // Names are for ever: they get their numbers once nothing can refuse the change any more.
            let judged = change.without { name in isNew(name) }
            let tried = sent(judged, onto: before)
            _ = try settlement.settle(tried, of: before.id, before: before, &packer)
        }
        let settled = try settlement.settle(sent(change, onto: before), of: before.id, before: before, &packer)
        object.entry = settled.entry
        object.details.shadows = settled.shadows
        object.details.errors = settled.errors
        if let deleted { try writing.remove(deleted) }
        try writing.put(object, replacing: effect == .created ? nil : before)
        if effect == .created || effect == .restored { state.present += 1 }
        let known = before.details.errors
        let fresh = settled.errors.filter { error in !known.contains { $0.means(error) } }
        return TenantAcceptance(id: object.id, effect: effect, conflicts: fresh)
    }

    /// Directory extensions are counted of the object: those that it has already stay beside those that a change brings.
    private func checkExtensions(_ change: TenantChange, onto before: TenantObject) throws(TenantRejection) {
        // What replaces all that was sent has been counted by itself.
        guard change.operation == .update || before.details.isSeeded else { return }
        let sent = change.attributes.filter { TenantValidator.isExtension($0.name) }
        let filled = sent.count { !$0.values.isEmpty }
        guard filled > 0 else { return }
        let names = Set(sent.map(\.name))
        let kept = before.entry.attributes.count { number in
            guard let name = writing.table.name(of: number) else { return false }
            return TenantValidator.isExtension(name) && !names.contains(name)
        }
        if let wrong = TenantValidator.objection(toExtensions: kept + filled) { throw wrong }
    }

    /// Whether the tenant knows all names of attributes; a change whose new ones it has no room for is refused.
    private func knowsNames(of change: TenantChange) throws -> Bool {
        let table = writing.table
        let new = Set(change.attributes.lazy.map(\.name).filter { table.existing($0) == nil })
        guard let first = new.min() else { return true }
        guard new.count <= AttributeTable.capacity - table.count else {
            throw TenantRejection(
                code: "LargeObject",
                message: "The tenant knows \(table.count) attribute names, and has no room for \(first)"
                    + (new.count == 1 ? "." : " and \(new.count - 1) more: it may know \(AttributeTable.capacity).")
            )
        }
        return false
    }

    /// Whether an attribute's name is new, and says nothing that could refuse a change.
    private func isNew(_ name: AttributeName) -> Bool {
        writing.table.existing(name) == nil && !AttributeSettlement.settled.contains(name)
    }

    /// What the object was sent with this change: an addition of what synchronization itself has made says everything but
    /// what the cloud is the master of; whatever else says what changes.
    private mutating func sent(_ change: TenantChange, onto before: TenantObject) -> PackedEntry {
        let changes = change.attributes.map { ($0.name, $0.values) }
        guard change.operation == .update || before.details.isSeeded else {
            packer.begin(dn: change.name)
            for attribute in before.entry.attributes where isOfTheCloud(attribute) {
                for value in before.entry.values(of: attribute) { packer.add(attribute, value) }
            }
            return packer.finish().replacing(changes, named: change.name, writing.table, &packer)
        }
        return before.sentEntry(writing.table, &packer).replacing(changes, named: change.name, writing.table, &packer)
    }

    private func isOfTheCloud(_ attribute: AttributeID) -> Bool {
        writing.table.name(of: attribute).flatMap(CloudAttribute.named) != nil
    }

    private mutating func delete(_ change: TenantChange, _ found: TenantObject?) throws -> TenantAcceptance {
        guard let found else {
            let identity = TenantObject.identity(ofAnchor: change.anchor)
            guard let departed = try writing.departed(identity) else { throw Self.missing(change) }
            let id = TenantObjectID(naming: identity, generation: departed - 1)
            return TenantAcceptance(id: id, effect: .alreadyGone)
        }
        guard found.deletedSince == nil else { return TenantAcceptance(id: found.id, effect: .alreadyGone) }
        guard found.details.isSynchronized else {
            throw TenantRejection(
                code: "114",
                message:
                    "The object with this source anchor belongs to the cloud alone, and is not deleted from outside."
            )
        }
        if found.objectClass == "user" {
            var deleted = found
            deleted.deletedSince = now
            deleted.details.errors = []
            try writing.put(deleted, replacing: found)
        } else {
            try writing.remove(found)
        }
        state.present -= 1
        return TenantAcceptance(id: found.id, effect: .deleted)
    }

    private func checkQuota() throws(TenantRejection) {
        let limit = state.settings.quota.limit(state.settings.domains)
        guard state.present < limit else {
            throw TenantRejection(
                code: "QuotaExceeded",
                message: "The tenant holds \(state.present) objects, and may hold \(limit)."
                    + (state.settings.domains.areKnown && !state.settings.domains.hasVerified
                        ? " Verify a domain to raise that." : "")
            )
        }
    }

    private static func missing(_ change: TenantChange) -> TenantRejection {
        TenantRejection(
            code: "cd-missing-object",
            message: "The tenant has no object with the source anchor \(change.anchor)."
        )
    }
}
