import Directory

/// Looks at what is kept back and at what is deleted: gives back what is free again, and lets go what cannot be restored
/// any more.
///
/// The product does this every hour.
public struct TenantSweep: Sendable, Hashable {
    /// One object of which something has come back.
    public struct Healed: Sendable, Hashable, Codable {
        /// The object's identity in the tenant.
        public let id: String
        /// Its source anchor.
        public let anchor: String?
        /// Who it is now: the principal name, the display name, or the mail address; else nothing.
        public let label: String
        /// The attributes that show again what was sent, ascending.
        public let attributes: [String]
    }

    /// A sweep that changed nothing.
    public static let none = TenantSweep()

    /// How long it is from one sweep to the next, in seconds.
    static let interval: Int64 = 3600

    /// What came back, those first who waited longest.
    public internal(set) var healed: [Healed] = []
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
            let before = Set(object.details.shadows.map(\.attribute.spelling))
            let back = before.subtracting(settled.shadows.map(\.attribute.spelling)).sorted()
            let label = Entry(healed.entry, table: writing.table).label
            sweep.healed.append(Healed(id: "\(object.id)", anchor: object.anchor, label: label, attributes: back))
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
