public import Directory
public import SyncRules

/// Where exports are written down before they leave, so that whatever happens on the way can be found out afterwards.
///
/// A change is `pending` while it has certainly not left, `sent` from just before it leaves, and `rejected` when the target
/// has said so. One that the target confirms goes: from then on it is among the images that the target has accepted. One
/// that is found `sent` by a later run, or by a synchronization, is `unknown`: it is settled by asking the target before
/// anything else is exported. What is `sent` is therefore what rules want.
public protocol ExportOutbox: Sendable {
    /// Reads the images of what waits behind a source anchor, ascending by it, ahead of the changes that bring them.
    ///
    /// They are those of the store until the next synchronization.
    func imagesAhead(
        from connector: ConnectorID,
        areDeletions: Bool,
        after anchor: String?,
        limit: Int
    ) async throws -> ImagesAhead
    /// Writes down what waits behind a source anchor, ascending by it, and gives it back; nothing at the end.
    ///
    /// It is written as `pending` or, where it leaves at once, as `sent`. The names of the changes are made from `name`, which
    /// has to be drawn anew for each call. What `images` do not have is read.
    func take(
        from connector: ConnectorID,
        areDeletions: Bool,
        after anchor: String?,
        limit: Int,
        named name: EntryUUID,
        as state: OutgoingChange.State,
        with images: ImagesAhead
    ) async throws -> [OutgoingChange]
    /// Writes down that these changes leave now.
    func markSent(_ changes: [OutgoingChange]) async throws
    /// Writes down what became of changes, and with it, in one transaction, what the target has accepted.
    func settle(_ outcomes: [OutgoingChange.Outcome]) async throws
    /// The changes to a connector of which nobody knows what became of them; from now on they are `unknown`.
    func unknown(of connector: ConnectorID) async throws -> [OutgoingChange]
    /// Forgets changes to a connector that have not left, and those that the target has rejected.
    func clear(of connector: ConnectorID) async throws
    /// How many changes to a connector there are in each state.
    func counts(of connector: ConnectorID) async throws -> [OutgoingChange.State: Int]
}

extension ExportOutbox {
    /// The same where few changes leave, and no image is read ahead.
    public func take(
        from connector: ConnectorID,
        areDeletions: Bool,
        after anchor: String?,
        limit: Int,
        named name: EntryUUID,
        as state: OutgoingChange.State
    ) async throws -> [OutgoingChange] {
        try await take(
            from: connector,
            areDeletions: areDeletions,
            after: anchor,
            limit: limit,
            named: name,
            as: state,
            with: ImagesAhead()
        )
    }
}
