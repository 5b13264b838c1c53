/// What the tenant keeps beside its objects.
public struct TenantState: Sendable, Hashable, Codable {
    /// What people decide.
    public var settings = TenantSettings()
    /// How much of the throttle is used up.
    public var window: ThrottleWindow?
    /// Who writes.
    public var writer: TenantWriter?
    /// How many objects are present: counted as they come and go, since counting them takes as long as there are many.
    public var present = 0
    /// How far the tenant's clock is ahead, in seconds.
    public var clockOffset: Int64 = 0
    /// When conflicts and deleted objects were last looked at.
    public var lastSweep: TenantInstant?
    /// What will go wrong, on purpose.
    public var faults: [OrderedFault] = []
    /// How many seconds readers lag behind writers.
    public var readDelay: Int64 = 0
    /// How many requests that would change objects have come, whatever became of them.
    public internal(set) var exportRequests = 0

    /// The state of a new tenant.
    public init() {}

    /// Reads a state; what earlier versions did not know of has the value of a new tenant.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        settings = try values.decode(TenantSettings.self, forKey: .settings)
        window = try values.decodeIfPresent(ThrottleWindow.self, forKey: .window)
        writer = try values.decodeIfPresent(TenantWriter.self, forKey: .writer)
        present = try values.decode(Int.self, forKey: .present)
        clockOffset = try values.decode(Int64.self, forKey: .clockOffset)
        lastSweep = try values.decodeIfPresent(TenantInstant.self, forKey: .lastSweep)
        faults = try values.decodeIfPresent([OrderedFault].self, forKey: .faults) ?? []
        readDelay = try values.decodeIfPresent(Int64.self, forKey: .readDelay) ?? 0
        exportRequests = try values.decodeIfPresent(Int.self, forKey: .exportRequests) ?? 0
    }

    /// How many of the changes the throttle lets through now; it notes them.
    mutating func admit(_ changes: Int, at now: TenantInstant) -> Int {
        var open = window ?? ThrottleWindow(began: now, used: 0)
        defer { window = open }
        return settings.throttle.admit(changes, at: now, &open)
    }

    /// How long to wait until the throttle lets changes through again, in seconds.
    func retryAfter(at now: TenantInstant) -> Int64 {
        window.map { settings.throttle.retryAfter(at: now, $0) } ?? settings.throttle.seconds
    }

    /// Notes who writes from now on.
    mutating func makeActive(_ writer: TenantWriter, at now: TenantInstant) {
        self.writer = writer
        self.writer?.since = now
    }
}
