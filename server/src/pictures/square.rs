//! From a file that somebody sent to the square that is kept.

use std::io::Cursor;

use axum::body::Bytes;
use belroute_shared::{error::Code, people::PICTURE_SIDE};
use image::{
    DynamicImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader, Limits, Rgb, RgbImage,
    codecs::jpeg::JpegEncoder, imageops::FilterType,
};
use sha2::{Digest as _, Sha256};

/// The widest and highest picture that is decoded, in pixels.
const MOST_PIXELS_A_SIDE: u32 = 6000;
/// The most memory that decoding one takes, in bytes.
const MOST_MEMORY: u64 = 128 * 1024 * 1024;
/// How well the stored picture is drawn, of 100.
const QUALITY: u8 = 85;

/// A picture as it is kept: a JPEG of 512 by 512 pixels, and nothing but that.
pub(super) struct Square {
    pub(super) bytes: Vec<u8>,
    /// Differs where the bytes differ.
    pub(super) hash: String,
}

/// The format of a media type; `None` for one that is not taken.
pub(super) fn format_of(media_type: &str) -> Option<ImageFormat> {
    match media_type {
        "image/png" => Some(ImageFormat::Png),
        "image/jpeg" => Some(ImageFormat::Jpeg),
        "image/webp" => Some(ImageFormat::WebP),
        _ => None,
    }
}

impl Square {
    /// Draws what a file shows anew, cut to its middle. How large that is the file says first: one
    /// that would take too much memory is refused before it is decoded.
    pub(super) fn of(file: Bytes, format: ImageFormat) -> Result<Self, Code> {
        let bytes = drawn(file, format).map_err(|error| match error {
            ImageError::Limits(_) => Code::TooManyPixels,
            _ => Code::NotAPicture,
        })?;
        let hash = hex::encode(&Sha256::digest(&bytes)[..16]);
        Ok(Self { bytes, hash })
    }
}

fn drawn(file: Bytes, format: ImageFormat) -> Result<Vec<u8>, ImageError> {
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(MOST_PIXELS_A_SIDE);
    limits.max_image_height = Some(MOST_PIXELS_A_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder()?;
    // Not every decoder keeps to them by itself.
    let (width, height) = decoder.dimensions();
    limits.check_dimensions(width, height)?;
    limits.reserve(decoder.total_bytes())?;
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    // Small first, then turned: the middle is the same.
    picture = picture.resize_to_fill(PICTURE_SIDE, PICTURE_SIDE, FilterType::Triangle);
    picture.apply_orientation(orientation);
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(&on_white(&picture))?;
    Ok(bytes)
}

/// The picture on white: a JPEG has no transparency.
fn on_white(picture: &DynamicImage) -> RgbImage {
    let pixels = picture.to_rgba8();
    RgbImage::from_fn(pixels.width(), pixels.height(), |x, y| {
        let [red, green, blue, opacity] = pixels.get_pixel(x, y).0;
        Rgb([red, green, blue].map(|colour| over_white(colour, opacity)))
    })
}

fn over_white(colour: u8, opacity: u8) -> u8 {
    let (colour, opacity) = (u32::from(colour), u32::from(opacity));
    let mixed = (colour * opacity + 255 * (255 - opacity)) / 255;
    u8::try_from(mixed).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_transparent_becomes_white() {
        assert_eq!(over_white(0, 0), 255);
        assert_eq!(over_white(0, 255), 0);
        assert_eq!(over_white(200, 255), 200);
        assert_eq!(over_white(0, 51), 204);
    }
}
