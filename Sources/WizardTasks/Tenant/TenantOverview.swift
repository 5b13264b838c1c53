import CloudTenant

/// What the tenant holds and how it is set up.
public struct TenantOverview: Sendable, Hashable, Codable {
    /// One domain.
    public struct Domain: Sendable, Hashable, Codable {
        /// Its name.
        public let name: String
        /// Whether the tenant has proved to own it.
        public let isVerified: Bool
        /// Whether its people sign in at AD FS.
        public let isFederated: Bool
    }

    /// One feature of synchronization.
    public struct Feature: Sendable, Hashable, Codable {
        /// The product's name for it.
        public let name: String
        /// Whether it is on.
        public let isOn: Bool
    }

    /// The throttle.
    public struct Throttle: Sendable, Hashable, Codable {
        /// Whether it holds.
        public let isOn: Bool
        /// How many changes it lets through.
        public let limit: Int
        /// In how many seconds.
        public let seconds: Int64
    }

    /// Who writes.
    public struct Writer: Sendable, Hashable, Codable {
        /// The workspace.
        public let workspace: String
        /// Its machine.
        public let host: String
        /// Since when.
        public let since: String?
        /// Whether it is this workspace.
        public let isHere: Bool
    }

    /// A fault that was ordered.
    public struct Fault: Sendable, Hashable, Codable {
        /// What goes wrong.
        public let fault: String
        /// How many changes pass before it.
        public let after: Int
        /// How many requests it hits then.
        public let times: Int
    }

    /// How many objects there are of each class.
    public let objects: [String: Int]
    /// How many are deleted and can be restored, by class.
    public let deleted: [String: Int]
    /// Of how many objects something is kept back.
    public let keptBack: Int
    /// How many objects there may be.
    public let quota: Int
    /// The domain that the tenant has had from its first day.
    public let initialDomain: String
    /// The other domains; while there is none, every suffix counts as verified.
    public let domains: [Domain]
    /// The features.
    public let features: [Feature]
    /// The throttle.
    public let throttle: Throttle
    /// By how many seconds its clock is ahead.
    public let clockAhead: Int64
    /// Who writes into it; nothing before the first export.
    public let writer: Writer?
    /// What happens to a second writer: `report` or `refuse`.
    public let writerPolicy: String

    /// What will go wrong, on purpose.
    public let faults: [Fault]
    /// By how many seconds readers lag behind writers.
    public let readDelay: Int64
    /// How many requests that would change objects have come, whatever became of them.
    public let exportRequests: Int

    private static func phrase(_ fault: TenantFault) -> String {
        switch fault {
        case .tooManyRequests(let seconds): "429, again after \(DurationText.text(seconds: seconds))"
        case .serviceUnavailable: "503"
        case .lostAcknowledgement: "done, and the answer is lost"
        case .partialBatch: "a part of the batch is done, the rest put off"
        }
    }

    /// Looks at the tenant.
    public static func read(_ workspace: Workspace) async throws -> TenantOverview {
        let summary = try await workspace.tenantSummary()
        let (state, settings) = (summary.state, summary.state.settings)
        func byClass(_ number: (TenantCount) -> Int) -> [String: Int] {
            summary.counts.reduce(into: [:]) { found, one in
                if number(one.count) > 0 { found[one.objectClass, default: 0] += number(one.count) }
            }
        }
        return TenantOverview(
            objects: byClass(\.present),
            deleted: byClass(\.deleted),
            keptBack: summary.keptBack,
            quota: settings.quota.limit(settings.domains),
            initialDomain: settings.domains.initial,
            domains: settings.domains.custom.map {
                Domain(name: $0.name, isVerified: $0.isVerified, isFederated: $0.federation != nil)
            },
            features: TenantFeatures.all.map { Feature(name: $0.name, isOn: settings.features[keyPath: $0.field]) },
            throttle: Throttle(
                isOn: settings.throttle.isOn,
                limit: settings.throttle.limit,
                seconds: settings.throttle.seconds
            ),
            clockAhead: state.clockOffset,
            writer: state.writer.map { writer in
                Writer(
                    workspace: writer.workspace,
                    host: writer.host,
                    since: writer.since.map { "\($0)" },
                    isHere: writer.isSame(as: workspace.writer)
                )
            },
            writerPolicy: settings.writerPolicy.rawValue,
            faults: state.faults.map { fault in
                Fault(fault: Self.phrase(fault.fault), after: fault.after, times: fault.times)
            },
            readDelay: state.readDelay,
            exportRequests: state.exportRequests
        )
    }
}
