import Foundation
import GRDB
import Synchronization

/// A place where tests end the process as a power cut would, to see what the next run makes of what is left.
///
/// Only builds for debugging look at `DRYAD_KILL_AT`; it names the place by its number, counted from 1. Before and after
/// every commit of a store there is one.
public enum KillPoint {
    #if DEBUG
        private static let target = ProcessInfo.processInfo.environment["DRYAD_KILL_AT"].flatMap { Int($0) }
        private static let passed = Atomic<Int>(0)
    #endif

    /// Passes a place, or ends here.
    public static func pass() {
        #if DEBUG
            guard let target, passed.add(1, ordering: .sequentiallyConsistent).newValue == target else { return }
            kill(getpid(), SIGKILL)
        #endif
    }

    /// Puts a place before and after every commit.
    static func watch(_ pool: DatabasePool) {
        #if DEBUG
            guard target != nil else { return }
            pool.add(transactionObserver: CommitObserver(), extent: .databaseLifetime)
        #endif
    }
}

#if DEBUG
    private final class CommitObserver: TransactionObserver {
        func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { false }
        func databaseDidChange(with event: DatabaseEvent) {}
        func databaseWillCommit() throws { KillPoint.pass() }
        func databaseDidCommit(_ db: Database) { KillPoint.pass() }
        func databaseDidRollback(_ db: Database) {}
    }
#endif
