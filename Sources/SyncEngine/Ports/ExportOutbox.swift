public import Directory
public import SyncRules

/// Where exports are written down before they leave, so that whatever happens on the way can be found out afterwards.
///
/// A change is `sent` from just before it leaves, and `rejected` when the target has said so. One that the target confirms
/// goes: from then on it is among the images that the target has accepted. One that is found `sent` by a later run, or by a
/// synchronization, is `unknown`: it is settled by asking the target before anything else is exported. What is `sent` is
/// therefore what rules want.
public protocol ExportOutbox: Sendable {
    /// Reads what waits behind a source anchor, ascending by it; nothing at the end.
    ///
    /// It is what waits in the store until the next synchronization, or until the target has accepted it. `spare` has memory
    /// for the images.
    func exportsAhead(
        from connector: ConnectorID,
        areDeletions: Bool,
        after anchor: String?,
        limit: Int,
        spare: SpareEntries
    ) async throws -> ExportsAhead
    /// Writes down that these changes leave now, and gives them back; images that were not read ahead are read.
    ///
    /// The names of the changes are made from `name`, which has to be drawn anew for each call.
    func take(_ places: Range<Int>, of ahead: ExportsAhead, named name: EntryUUID) async throws -> OutgoingPart
    /// Writes down what the target said of a part, and with it, in one transaction, what it has accepted.
    ///
    /// `results` has one for each change; a change that has none stays, and is `unknown`.
    func settle(_ part: OutgoingPart, _ results: [ExportResult]) async throws
    /// Writes down what became of changes that were `unknown`, and with it, in one transaction, what the target has accepted.
    func settle(_ outcomes: [OutgoingChange.Outcome]) async throws
    /// The changes to a connector of which nobody knows what became of them; from now on they are `unknown`.
    func unknown(of connector: ConnectorID) async throws -> [OutgoingChange]
    /// Forgets changes to a connector that the target has rejected.
    func clear(of connector: ConnectorID) async throws
    /// How many changes to a connector there are in each state.
    func counts(of connector: ConnectorID) async throws -> [OutgoingChange.State: Int]
}
