import Foundation
import GRDB
import Synchronization

/// A place where tests end the process as a power cut would, to see what the next run makes of what is left.
///
/// Only builds for debugging look at `DRYAD_KILL_AT`; it names the place by its number, counted from 1. Before and after
/// every commit of a store there is one. `DRYAD_KILL_TRACE` names a file into which every place is written that is passed,
/// a line each, so that tests know which there are.
public enum KillPoint {
    #if DEBUG
        private static let target = ProcessInfo.processInfo.environment["DRYAD_KILL_AT"].flatMap { Int($0) }
        private static let trace = ProcessInfo.processInfo.environment["DRYAD_KILL_TRACE"]
        private static let passed = Atomic<Int>(0)
    #endif

    /// Passes a place of a kind, or ends here.
    public static func pass(_ kind: @autoclosure () -> String) {
        #if DEBUG
            guard target != nil || trace != nil else { return }
            let number = passed.add(1, ordering: .sequentiallyConsistent).newValue
            if let trace { write(kind(), to: trace) }
            guard number == target else { return }
            kill(getpid(), SIGKILL)
        #endif
    }

    /// Puts a place before and after every commit of a store.
    static func watch(_ database: some DatabaseWriter, of store: String) {
        #if DEBUG
            guard target != nil || trace != nil else { return }
            database.add(transactionObserver: CommitObserver(of: store), extent: .databaseLifetime)
        #endif
    }

    #if DEBUG
        private static func write(_ line: String, to path: String) {
            let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { return }
            defer { close(descriptor) }
            let bytes = Array((line + "\n").utf8)
            _ = Foundation.write(descriptor, bytes, bytes.count)
        }
    #endif
}

#if DEBUG
    /// Passes a place before and after every commit, and says which tables it is about.
    private final class CommitObserver: TransactionObserver {
        private let store: String
        private var tables: Set<String> = []

        init(of store: String) { self.store = store }

        func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool {
            switch eventKind {
            case .insert(let table), .delete(let table), .update(let table, _): tables.insert(table)
            }
            return false
        }

        func databaseDidChange(with event: DatabaseEvent) {}

        func databaseWillCommit() throws { KillPoint.pass(place("before")) }

        func databaseDidCommit(_ db: Database) {
            KillPoint.pass(place("after"))
            tables = []
        }

        func databaseDidRollback(_ db: Database) { tables = [] }

        private func place(_ moment: String) -> String {
            "\(moment) commit of the \(store)\t\(tables.sorted().joined(separator: " "))"
        }
    }
#endif
