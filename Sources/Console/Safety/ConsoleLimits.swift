/// What one person at a desk never needs more of.
struct ConsoleLimits: Sendable {
    /// The most bytes of a body.
    var body = 64 * 1024
    /// The most bytes of a request's head.
    var head = 16 * 1024
    /// The most fields of a form or of a query.
    var fields = 1_000
    /// The most connections at a time; more wait until one ends.
    var connections = 128
    /// How many seconds a request may take to arrive whole.
    var arrival: Int64 = 10
    /// How many seconds a connection may stay open with nothing to do.
    var idle: Int64 = 60
    /// After how many seconds without a request a session ends.
    var session: Double = 60 * 60
    /// After how many seconds a task of the wizard that nobody touches lets the workspace go.
    var wizard: Double = 15 * 60
    /// How many sessions are open at a time; the one that was used longest ago makes room.
    var sessions = 8
    /// How many forms of a session are remembered; the oldest are forgotten.
    var forms = 2_000
    /// How many streams of progress are open at a time.
    var streams = 16
}
