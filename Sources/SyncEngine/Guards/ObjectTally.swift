import Directory

/// How many objects of a class lie in a container.
public struct ObjectTally: Sendable, Hashable, Comparable {
    /// The class.
    public let objectClass: String
    /// The name of the container, in small letters.
    public let container: String
    /// How many.
    public let count: Int

    /// Makes a tally.
    public init(objectClass: String, container: String, count: Int) {
        self.objectClass = objectClass
        self.container = container
        self.count = count
    }

    /// Orders by class and container.
    public static func < (left: ObjectTally, right: ObjectTally) -> Bool {
        (left.objectClass, left.container) < (right.objectClass, right.container)
    }

    /// Counts objects by class and by what is directly above them.
    public static func count(_ objects: some Sequence<(objectClass: String, dn: String)>) -> [ObjectTally] {
        var counter = TallyCounter()
        for object in objects { counter.count(object.objectClass, dn: object.dn) }
        return counter.tallies
    }

    /// What is directly above an object, in small letters; nothing above the last name.
    public static func container(of dn: String) -> String {
        var isEscaped = false
        for index in dn.utf8.indices {
            let byte = dn.utf8[index]
            if isEscaped {
                isEscaped = false
            } else if byte == 0x5C {
                isEscaped = true
            } else if byte == 0x2C {
                return ASCII.lowercased(String(dn[dn.utf8.index(after: index)...]))
            }
        }
        return ""
    }
}
