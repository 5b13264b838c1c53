import SQLiteStore

/// Notes beside a lock, again and again, that its holder is alive.
///
/// The lock itself needs none of it: the kernel takes it away from a process that ends. It tells people one that works
/// from one that hangs.
struct Heartbeat {
    /// How long it takes from one note to the next.
    static let interval = Duration.seconds(15)

    private let task: Task<Void, Never>

    init(of hold: WorkspaceHold, _ surroundings: Surroundings) {
        task = Task {
            while !Task.isCancelled {
                guard (try? await surroundings.pulse(Self.interval)) != nil else { return }
                hold.renew(at: surroundings.date)
            }
        }
    }

    /// Ends it; nothing is written any more then.
    func stop() async {
        cancel()
        await task.value
    }

    /// Ends it soon.
    func cancel() { task.cancel() }
}
