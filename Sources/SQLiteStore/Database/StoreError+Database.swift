import GRDB

extension StoreError {
    /// What a row is told for that holds nothing, or something else, where there is always a value of one kind.
    static let unreadable = StoreError(
        .damaged,
        "A store of this workspace is damaged: a row holds a value that none can hold. Restore .dryad/store.sqlite, or the "
            + "tenant's file, from a copy before anything else is run."
    )

    /// What a failure of the database under a store means for people; nothing where an error is none of those.
    ///
    /// A transaction that fails has done nothing, so what was there before is there still.
    public init?(database error: any Error) {
        if error is RowDecodingError {
            self.init(Self.unreadable.code, Self.unreadable.description)
            return
        }
        guard let error = error as? DatabaseError else { return nil }
        let said = error.message ?? "\(error.extendedResultCode)"
        switch error.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self.init(
                .damaged,
                "A store of this workspace is damaged: \(said). Restore .dryad/store.sqlite, or the tenant's file, from a "
                    + "copy before anything else is run."
            )
        case .SQLITE_FULL:
            self.init(.full, "The disk is full. Nothing of this step was kept; make room, and run it again.")
        case .SQLITE_IOERR:
            self.init(
                .files,
                "The disk failed under a store of this workspace: \(said). Nothing of this step was kept; see to the disk, "
                    + "and run it again."
            )
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(
                .busy,
                "Another process has been writing into a store of this workspace for long. Try again later."
            )
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN:
            self.init(.files, "A store of this workspace cannot be used: \(said). May you write to it and its folder?")
        default: return nil
        }
    }
}
