import CloudTenant
public import Foundation
public import LDAPClient
import Plans

/// Everything that is not determined by a workspace and its forests: time, chance, who is asking.
///
/// Injected, so that the same inputs give the same plans wherever and whenever they are made.
public struct Surroundings: Sendable {
    /// The moment.
    public let now: @Sendable () -> Date
    /// A new GUID, dashed, lower case.
    public let newIdentifier: @Sendable () -> String
    /// The account and host.
    public let author: String
    /// The process.
    public let processIdentifier: Int32
    /// The value of an environment variable.
    public let variable: @Sendable (String) -> String?
    /// How servers are tried again, with its waits and its chance.
    public let retry: RetryPolicy
    /// Waits, or throws as soon as it is cancelled.
    public let wait: @Sendable (Duration) async throws -> Void
    /// Waits from one sign of life of a lock's holder to the next; apart from `wait`, since it goes on beside the work.
    public let pulse: @Sendable (Duration) async throws -> Void

    /// Makes surroundings.
    public init(
        now: @escaping @Sendable () -> Date,
        newIdentifier: @escaping @Sendable () -> String,
        author: String,
        processIdentifier: Int32,
        variable: @escaping @Sendable (String) -> String?,
        retry: RetryPolicy = .standard,
        wait: @escaping @Sendable (Duration) async throws -> Void = { try await ContinuousClock().sleep(for: $0) },
        pulse: @escaping @Sendable (Duration) async throws -> Void = { try await ContinuousClock().sleep(for: $0) }
    ) {
        self.now = now
        self.newIdentifier = newIdentifier
        self.author = author
        self.processIdentifier = processIdentifier
        self.variable = variable
        self.retry = retry
        self.wait = wait
        self.pulse = pulse
    }

    /// This machine's clock, generator, account and environment.
    public static var real: Surroundings {
        Surroundings(
            now: { Date() },
            newIdentifier: { UUID().uuidString.lowercased() },
            author: "\(NSUserName())@\(ProcessInfo.processInfo.hostName)",
            processIdentifier: ProcessInfo.processInfo.processIdentifier,
            variable: { ProcessInfo.processInfo.environment[$0] }
        )
    }

    /// The moment in ISO 8601, UTC, whole seconds.
    public var date: String { now().formatted(.iso8601) }

    /// The clock of a tenant.
    var tenantClock: TenantClock {
        TenantClock { [now] in TenantInstant(seconds: Int64(now().timeIntervalSince1970)) }
    }

    /// The day in UTC, `2026-11-25`.
    var day: String { String(date.prefix(10)) }

    /// Who makes a plan now.
    var origin: PlanOrigin { PlanOrigin(author: author, date: date, program: "dryad \(DryadVersion.current)") }

    /// Who holds the workspace for a task from now on.
    func holder(of task: String) -> TaskHolder {
        TaskHolder(task: task, owner: author, processIdentifier: processIdentifier, since: date, renewed: date)
    }
}
