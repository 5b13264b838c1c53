import Directory

/// Looks at what is kept back and at what is deleted: gives back what is free again, and lets go what cannot be restored
/// any more.
///
/// The product does this every hour.
public struct TenantSweep: Sendable, Hashable {
    /// One object that a sweep has changed.
    public struct Healed: Sendable, Hashable, Codable {
        /// The object's identity in the tenant.
        public let id: String
        /// Its source anchor.
        public let anchor: String?
        /// Who it is now: the principal name, the display name, or the mail address; else nothing.
        public let label: String
        /// The attributes that show again what was sent, or something else than before, ascending.
        public let attributes: [String]
    }

    /// A sweep that changed nothing.
    public static let none = TenantSweep()

    /// How long it is from one sweep to the next, in seconds.
    static let interval: Int64 = 3600

    /// What came back, those first who waited longest.
    public internal(set) var healed: [Healed] = []
    /// What shows something else than before, and still not what was sent.
    ///
    /// One replacement of a name has taken the place of another: the initial domain has another name, or the suffix that was sent
    /// is verified now and somebody else has the name.
    public internal(set) var otherwise: [Healed] = []
    /// How many deleted objects are gone for good.
    public internal(set) var gone = 0

    /// Sweeps where the last time is an hour ago or more, which goes before changes are looked at.
    static func runIfDue(_ writing: any TenantWriting, _ state: inout TenantState, now: TenantInstant) throws {
        if now.seconds(since: state.lastSweep ?? .init(seconds: .max)) >= interval {
            _ = try run(writing, &state, now: now)
        } else if state.lastSweep == nil {
            state.lastSweep = now
        }
    }

    /// Sweeps.
    static func run(_ writing: any TenantWriting, _ state: inout TenantState, now: TenantInstant) throws -> TenantSweep
    {
        var sweep = TenantSweep()
        let settlement = AttributeSettlement(reading: writing, settings: state.settings, now: now)
        var packer = EntryPacker()
        for object in try writing.objects(.attention).sorted(by: waitedLonger) {
            let sent = object.sentEntry(writing.table, &packer)
            let settled: AttributeSettlement.Outcome
            do {
                settled = try settlement.settle(sent, of: object.id, before: object, &packer)
            } catch is TenantRejection {
                // What would be refused now stays as it is.
                continue
            }
            var healed = object
            healed.entry = settled.entry
            healed.details.shadows = settled.shadows
            healed.details.errors = settled.errors
            guard healed != object else { continue }
            try writing.put(healed, replacing: object)
            let label = Entry(healed.entry, table: writing.table).label
            func told(_ attributes: [AttributeName]) -> Healed {
                Healed(
                    id: "\(object.id)",
                    anchor: object.anchor,
                    label: label,
                    attributes: attributes.map(\.spelling).sorted()
                )
            }
            let shadowed = settled.shadows.map(\.attribute)
            let back = object.details.shadows.map(\.attribute).filter { !shadowed.contains($0) }
            let isLess = object.details.errors.contains { error in !settled.errors.contains { $0.means(error) } }
            guard back.isEmpty, !isLess else {
                sweep.healed.append(told(back))
                continue
            }
            let changed = shadowed.filter { name in
                guard let number = writing.table.existing(name) else { return false }
                return !object.entry.values(of: number).elementsEqual(settled.entry.values(of: number))
            }
            if !changed.isEmpty { sweep.otherwise.append(told(changed)) }
        }
        for object in try writing.objects(.deleted) {
            guard let since = object.deletedSince, now.seconds(since: since) >= state.settings.restoreSeconds else {
                continue
            }
            try writing.remove(object)
            sweep.gone += 1
        }
        try writing.forget(operationsBefore: now.advanced(by: -TenantOperation.memory), formersUntil: now)
        state.lastSweep = now
        return sweep
    }

    /// Objects of which nothing is kept back come first: they give names of the initial domain free.
    private static func waitedLonger(_ left: TenantObject, _ right: TenantObject) -> Bool {
        func since(_ object: TenantObject) -> Int64 { object.details.errors.map(\.since.seconds).min() ?? .min }
        return (since(left), left.id) < (since(right), right.id)
    }
}

extension Entry {
    /// Who it is, as the tenant knows it.
    fileprivate var label: String {
        let names: [AttributeName] = ["userPrincipalName", "displayName", "mail", "commonName", "deviceId"]
        return names.lazy.compactMap { text($0) }.first { !$0.isEmpty } ?? ""
    }
}
