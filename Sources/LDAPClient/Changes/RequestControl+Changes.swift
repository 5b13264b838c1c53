import Directory

extension RequestControl {
    /// The OID of DirSync, in requests and in answers.
    static let directorySynchronizationOID = "1.2.840.113556.1.4.841"
    /// The OID of the request for content synchronization.
    static let contentSynchronizationOID = "1.3.6.1.4.1.4203.1.9.1.1"

    /// What has changed since a cookie was given; from the beginning without one (MS-ADTS section 3.1.1.3.4.1.3).
    ///
    /// The search must have a naming context for its base and everything below for its scope. `maximumBytes` is a wish:
    /// a server may send less or more at a time.
    public static func directorySynchronization(
        cookie: [UInt8] = [],
        flags: DirSyncFlags = [],
        maximumBytes: Int = 1_048_576
    ) -> RequestControl {
        RequestControl(oid: directorySynchronizationOID) { value in
            // The control's integer has 32 bits with a sign, and the highest flag is the sign.
            value.integer(Int(Int32(bitPattern: flags.rawValue)))
            value.integer(Int(Int32(clamping: maximumBytes)))
            value.element(0x04, cookie)
        }
    }

    /// Content synchronization from a cookie on, from the beginning without one (RFC 4533 section 2.2).
    static func contentSynchronization(cookie: [UInt8]?, persists: Bool) -> RequestControl {
        RequestControl(oid: contentSynchronizationOID) { value in
            value.integer(persists ? 3 : 1, tag: 0x0A)
            if let cookie { value.element(0x04, cookie) }
        }
    }
}
