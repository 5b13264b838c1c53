/// A packed entry whose attributes have been found, lent for the time of a closure.
///
/// The values of an attribute are lent as they are stored: their number, then for each its length and its bytes. Who
/// only carries them on copies that stretch and never looks inside. The view itself is one pointer, so that handing it on
/// costs nothing.
public struct EntryView {
    @usableFromInline
    struct Storage {
        @usableFromInline var bytes: UnsafeRawPointer
        @usableFromInline var places: UnsafePointer<EntryPlaces.Place>
        @usableFromInline var limit: Int
        @usableFromInline var name: UnsafeRawBufferPointer
        @usableFromInline var attributes: UnsafeBufferPointer<UInt16>
    }

    @usableFromInline let storage: UnsafePointer<Storage>

    init(_ storage: UnsafePointer<Storage>) { self.storage = storage }

    /// The distinguished name.
    @inlinable public var name: UnsafeRawBufferPointer { storage.pointee.name }

    /// The numbers of the attributes that can be asked for and have values, in no order that matters.
    @inlinable public var attributes: UnsafeBufferPointer<UInt16> { storage.pointee.attributes }

    /// Whether there is a value.
    @inlinable
    @inline(__always)
    public func has(_ attribute: AttributeID) -> Bool {
        Int(attribute.rawValue) < storage.pointee.limit && storage.pointee.places[Int(attribute.rawValue)].end != 0
    }

    /// The values as they are stored; empty where there are none.
    @inlinable
    @inline(__always)
    public func stored(_ attribute: AttributeID) -> UnsafeRawBufferPointer {
        guard Int(attribute.rawValue) < storage.pointee.limit else {
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        let place = storage.pointee.places[Int(attribute.rawValue)]
        guard place.end != 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        return UnsafeRawBufferPointer(
            start: storage.pointee.bytes + Int(place.start),
            count: Int(place.end &- place.start)
        )
    }

    /// The values one by one.
    @inlinable
    @inline(__always)
    public func values(_ attribute: AttributeID) -> StoredValues { StoredValues(stored(attribute)) }
}
