import CloudTenant
import SQLiteStore
import SyncEngine
import SyncRules

/// Sets the simulated tenant up: its domains, its features, its throttle, its writer.
public struct ConfigureTenant: Sendable {
    /// One object that a sweep has changed.
    public struct Healed: Sendable, Hashable, Codable {
        /// The object's identity in the tenant.
        public let id: String
        /// Its source anchor.
        public let anchor: String?
        /// Who it is now.
        public let label: String
        /// The attributes that show again what was sent, or something else than before.
        public let attributes: [String]
    }

    /// What a sweep did.
    public struct Sweep: Sendable, Hashable, Codable {
        /// What came back, those first who waited longest.
        public let healed: [Healed]
        /// What shows something else than before, and still not what was sent.
        public let otherwise: [Healed]
        /// How many deleted objects are gone for good.
        public let gone: Int

        init(_ sweep: TenantSweep) {
            healed = Self.told(sweep.healed)
            otherwise = Self.told(sweep.otherwise)
            gone = sweep.gone
        }

        private static func told(_ objects: [TenantSweep.Healed]) -> [Healed] {
            objects.map { Healed(id: $0.id, anchor: $0.anchor, label: $0.label, attributes: $0.attributes) }
        }
    }

    /// How long changes take because of the throttle.
    public struct Forecast: Sendable, Hashable, Codable {
        /// How many changes.
        public let changes: Int
        /// How many seconds pass until the last is taken.
        public let wait: Int64
        /// How many seconds they take at the tenant's rate.
        public let atRate: Int64
        /// The same, as people say it.
        public let phrase: String
    }

    private let workspace: Workspace
    private var tenant: Tenant { get throws(TaskError) { try workspace.tenant } }

    /// Prepares the task.
    public init(in workspace: Workspace) { self.workspace = workspace }

    /// Adds a domain; it is verified when it lies below one that is.
    public func add(domain name: String) async throws {
        guard TenantDomains.isName(name) else {
            throw TaskError(.tenant, "\"\(name)\" is no name of a domain, such as contoso.com.")
        }
        try await tenant.configure { $0.domains.add(name) }
    }

    /// Notes that the tenant owns a domain; gives back which names show it again.
    public func verify(domain name: String) async throws -> Sweep {
        guard let sweep = try await tenant.verify(domain: name) else {
            throw TaskError(.tenant, "The tenant has no domain \(name). Add it with `dryad tenant domain add \(name)`.")
        }
        return Sweep(sweep)
    }

    /// Names the initial domain, which replacements of principal names end in.
    public func setInitial(domain name: String) async throws {
        guard TenantDomains.isName(name), name.lowercased().hasSuffix(".onmicrosoft.com") else {
            throw TaskError(.tenant, "\"\(name)\" is no initial domain, such as contoso.onmicrosoft.com.")
        }
        try await tenant.configure { $0.domains.setInitial(name) }
    }

    /// Switches a feature of synchronization.
    public func set(feature name: String, to isOn: Bool) async throws {
        let plain = Self.plain(name)
        guard let feature = TenantFeatures.all.first(where: { Self.plain($0.name) == plain }) else {
            let known = TenantFeatures.all.map(\.name).joined(separator: ", ")
            throw TaskError(.tenant, "There is no feature \(name). The tenant knows \(known).")
        }
        let field = feature.field
        try await tenant.configure { $0.features[keyPath: field] = isOn }
    }

    /// Graph writes the names with a small letter in front and `Enabled` behind.
    private static func plain(_ name: String) -> String {
        let name = name.lowercased()
        return name.hasSuffix("enabled") ? String(name.dropLast("enabled".count)) : name
    }

    /// Switches the throttle.
    public func setThrottle(to isOn: Bool) async throws { try await tenant.configure { $0.throttle.isOn = isOn } }

    /// Says how long so many changes would take from now on; without a number, those that are pending.
    public func forecast(of changes: Int?) async throws -> Forecast {
        let count: Int
        if let changes {
            count = changes
        } else {
            count = try await workspace.store.pendingCounts(of: .tenant).reduce(0) { $0 + $1.count }
        }
        let summary = try await workspace.tenantSummary()
        let throttle = summary.state.settings.throttle
        let forecast = throttle.forecast(of: count, at: summary.now, summary.state.window)
        return Forecast(
            changes: forecast.changes,
            wait: forecast.wait,
            atRate: forecast.atRate,
            phrase: forecast.phrase
        )
    }

    /// Gives back what is kept back and free again.
    public func heal() async throws -> Sweep { Sweep(try await tenant.heal()) }

    /// Lets the tenant's clock go on.
    public func letPass(seconds: Int64) async throws { try await tenant.wait(seconds: seconds) }

    /// Makes this workspace the active writer.
    ///
    /// It has to have the tenant's file: where that is served, the same command would name the workspace that serves it.
    public func takeOver() async throws {
        if case .address(let address) = workspace.place {
            throw TaskError(
                .tenant,
                "The tenant is served at \(address.url), and takes nobody over from here. Run `dryad tenant writer --release` where "
                    + "it is served, after the other workspace was switched to staging mode: the next one that exports becomes "
                    + "the active writer."
            )
        }
        _ = try await tenant.takeOver(by: workspace.writer)
    }

    /// Lets the next workspace that exports become the active writer.
    public func release() async throws { try await tenant.release() }

    /// Says what happens to a second writer.
    public func set(refusesOthers: Bool) async throws {
        try await tenant.configure { $0.writerPolicy = refusesOthers ? .refuse : .report }
    }

    /// Orders a fault for changes that are offered later; `retryAfter` is what a 429 says, in seconds.
    public func order(_ kind: FaultKind, after: Int, times: Int, retryAfter: Int64) async throws {
        try await tenant.order(OrderedFault(kind.fault(retryAfter: retryAfter), after: after, times: times))
    }

    /// Takes all orders of faults back.
    public func clearFaults() async throws { try await tenant.order(nil) }

    /// Says by how many seconds readers of the tenant lag behind its writers.
    public func set(readDelay seconds: Int64) async throws { try await tenant.setReadDelay(seconds: seconds) }
}
