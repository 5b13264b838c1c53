/// Somebody has asked a run to stop.
struct StopRequested: Error, CustomStringConvertible {
    let author: String

    var description: String { "\(author) asked the run to stop. What is pending waits for the next run." }
}
