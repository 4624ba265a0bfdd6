#!/bin/sh
# Makes every sound of the kiosk: sh assets/sounds/make.sh
# Needs espeak-ng and sox. 48 kHz, mono, 16 bit, because that is what the loudspeaker path plays.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Two soft bell tones, a falling third (E6, C6), each with a quieter octave above it.
tone() { # file, hertz, seconds
    sox -n -r 48000 -c 1 "$work/low.wav" synth "$3" sine "$2" fade l 0.005 "$3" "$3"
    sox -n -r 48000 -c 1 "$work/high.wav" synth "$3" sine "$(($2 * 2))" fade l 0.005 "$3" "$3" gain -14
    sox -m "$work/low.wav" "$work/high.wav" "$1"
}
tone "$work/first.wav" 1319 0.7
tone "$work/second.wav" 1047 1.0
sox "$work/second.wav" "$work/later.wav" pad 0.35
sox -m "$work/first.wav" "$work/later.wav" -b 16 chime.wav norm -6

# A press: 60 ms, low enough for old ears, and quieter than speech.
sox -n -r 48000 -c 1 "$work/press.wav" synth 0.06 sine 880 fade t 0.002 0.06 0.055
sox "$work/press.wav" -D -b 16 press.wav norm -14

# 150 words a minute. Silence is cut at both ends; -3 dB peak like every other phrase.
say() { # language, name, text
    mkdir -p "$1"
    espeak-ng -v "$1" -s 150 -w "$work/said.wav" "$3"
    sox "$work/said.wav" -r 48000 -c 1 -b 16 "$1/$2.wav" \
        silence 1 0.01 0.3% reverse silence 1 0.01 0.3% reverse pad 0.03 0.05 norm -3
}
say vi reminder-10 "Còn mười phút nữa cuộc họp bắt đầu."
say vi reminder-1 "Còn một phút nữa cuộc họp bắt đầu."
say vi joined "Đã vào cuộc họp."
say vi muted "Micrô đang tắt."
say vi lost "Mất kết nối. Máy đang tự nối lại."
say vi back "Đã nối lại."
say vi left "Đã rời cuộc họp."
say en reminder-10 "The meeting starts in ten minutes."
say en reminder-1 "The meeting starts in one minute."
say en joined "You are in the meeting."
say en muted "Your microphone is off."
say en lost "Connection lost. Reconnecting."
say en back "Connected again."
say en left "You have left the meeting."
