import LDAPClient
import SyncEngine

extension PartitionOutcome {
    /// A partition is complete by the proof of the search that read it, and not because somebody says so.
    static func complete(by proof: CompleteSearch) -> PartitionOutcome { .complete }
}
