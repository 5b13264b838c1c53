public import Directory

extension LDAPConnection {
    /// What has changed since a cursor, everything without one, told by DirSync; nothing is sent until the first page is
    /// asked for.
    ///
    /// The request's base is a naming context; its scope and page size do not matter. `objectGUID`, `isDeleted` and
    /// `name` come besides what it asks for.
    public nonisolated func directorySync(
        _ request: SearchRequest,
        since cursor: ChangeCursor? = nil,
        flags: DirSyncFlags = [],
        maximumBytes: Int = 1_048_576,
        table: AttributeTable
    ) -> DirSyncReading {
        DirSyncReading(
            connection: self,
            request: request,
            cursor: cursor,
            flags: flags,
            maximumBytes: maximumBytes,
            table: table
        )
    }

    /// What has changed since a cursor, everything without one, told by content synchronization (RFC 4533).
    ///
    /// With `persists` the reading goes on after the refresh, batch by batch as things change, until its task is
    /// cancelled or nobody holds the iterator any more; it should have the connection for itself. The request's page size
    /// does not matter. A cursor is good for the same request alone.
    public nonisolated func contentSync(
        _ request: SearchRequest,
        since cursor: ChangeCursor? = nil,
        persists: Bool = false,
        table: AttributeTable
    ) -> ContentSyncReading {
        ContentSyncReading(connection: self, request: request, cursor: cursor, persists: persists, table: table)
    }

    /// What has changed since a cursor, everything without one, found by the number of each object's last change.
    ///
    /// The request's base is a naming context and its scope does not matter. `objectGUID`, `isDeleted` and `name` come
    /// besides what it asks for.
    public nonisolated func changesByNumber(
        _ request: SearchRequest,
        since cursor: ChangeCursor? = nil,
        table: AttributeTable
    ) -> SequenceNumberReading {
        SequenceNumberReading(connection: self, request: request, cursor: cursor, table: table)
    }
}
