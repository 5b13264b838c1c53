public import MarkupReading

/// The pending exports of one connector space of a server, as the product's `csexport` writes them with `/f:x`.
///
/// A `cs-object` has an `unapplied-export` whose `delta` says what is sent, and an `unapplied-export-hologram` whose `entry`
/// is the object as it should become.
public struct SpaceExport: Sendable, Hashable {
    /// One value; text, or bytes in base64.
    public struct Value: Sendable, Hashable {
        /// The bytes.
        public let bytes: [UInt8]
        /// Whether it goes; otherwise it comes.
        public let isRemoved: Bool

        /// Makes a value.
        public init(_ bytes: [UInt8], isRemoved: Bool = false) {
            self.bytes = bytes
            self.isRemoved = isRemoved
        }
    }

    /// One attribute of what is sent.
    public struct Change: Sendable, Hashable {
        /// The attribute.
        public let name: String
        /// Whether the values that come take the place of all that were there.
        public let replaces: Bool
        /// The values.
        public let values: [Value]

        /// Makes a change.
        public init(name: String, replaces: Bool, values: [Value]) {
            self.name = name
            self.replaces = replaces
            self.values = values
        }
    }

    /// One object of the connector space.
    public struct Object: Sendable, Hashable {
        /// Its GUID in the connector space.
        public let id: String
        /// Its name, `CN={…}` in the tenant's space.
        public let dn: String
        /// Its class.
        public let objectClass: String
        /// `add`, `update`, `delete`, `replace`, `none`.
        public let operation: String
        /// What is sent.
        public let changes: [Change]
        /// The object as it should become; nothing where the file does not say.
        public let desired: [String: [[UInt8]]]?

        /// Makes an object.
        public init(
            id: String,
            dn: String,
            objectClass: String,
            operation: String,
            changes: [Change],
            desired: [String: [[UInt8]]]?
        ) {
            self.id = id
            self.dn = dn
            self.objectClass = objectClass
            self.operation = operation
            self.changes = changes
            self.desired = desired
        }
    }

    /// The objects, in the order of the file.
    public let objects: [Object]

    /// Makes an export.
    public init(objects: [Object]) { self.objects = objects }

    /// The largest file that is read, in bytes.
    public static let sizeLimit = 1 << 30

    // An object is let go of before the next one is read: how many elements there are takes no memory, and bytes bound them.
    private static let limits = MarkupLimits(bytes: sizeLimit, elements: sizeLimit / 4)

    /// Reads a file whole; one that is damaged, breaks off or is something else is refused with the place.
    public static func read(_ bytes: [UInt8]) throws(MarkupError) -> SpaceExport {
        let handler = try MarkupReader.read(bytes, with: SpaceExportReader(), limits: limits)
        return SpaceExport(objects: try handler.finished())
    }
}
