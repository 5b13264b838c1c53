/// A packed entry whose attributes have been found, lent for the time of a closure.
///
/// The values of an attribute are lent as they are stored: their number, then for each its length and its bytes. Who
/// only carries them on copies that stretch and never looks inside.
public struct EntryView {
    @usableFromInline let bytes: UnsafeRawBufferPointer
    @usableFromInline let places: UnsafePointer<EntryPlaces.Place>
    @usableFromInline let limit: Int
    /// The distinguished name.
    public let name: UnsafeRawBufferPointer
    /// The numbers of the attributes that can be asked for and have values, in no order that matters.
    public let attributes: UnsafeBufferPointer<UInt16>

    init(
        bytes: UnsafeRawBufferPointer,
        places: UnsafePointer<EntryPlaces.Place>,
        limit: Int,
        name: UnsafeRawBufferPointer,
        attributes: UnsafeBufferPointer<UInt16>
    ) {
        self.attributes = attributes
        self.bytes = bytes
        self.places = places
        self.limit = limit
        self.name = name
    }

    /// Whether there is a value.
    @inlinable
    @inline(__always)
    public func has(_ attribute: AttributeID) -> Bool {
        Int(attribute.rawValue) < limit && places[Int(attribute.rawValue)].end != 0
    }

    /// The values as they are stored; empty where there are none.
    @inlinable
    @inline(__always)
    public func stored(_ attribute: AttributeID) -> UnsafeRawBufferPointer {
        guard Int(attribute.rawValue) < limit else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        let place = places[Int(attribute.rawValue)]
        guard place.end != 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        return UnsafeRawBufferPointer(rebasing: bytes[Int(place.start)..<Int(place.end)])
    }

    /// The values one by one.
    @inlinable
    @inline(__always)
    public func values(_ attribute: AttributeID) -> StoredValues { StoredValues(stored(attribute)) }
}
